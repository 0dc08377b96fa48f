/** Why nothing new comes, since when, and what to do. */
export const connection = {
  offline: 'No connection',
  offlineAbout:
    'What you see is from before; your money is where it was. It goes on by itself as soon as this device is online.',
  down: 'The market does not answer',
  downAbout: 'What you see is from before; your money is where it was. We keep asking, and it goes on by itself.',
  slow: 'The connection is slow',
  slowAbout: 'Still waiting for the market. You need not do anything.',
  renewed: 'There is a newer Spindle',
  renewedAbout: 'This page is from before. Open it again to go on with the new one; nothing is lost.',
  unlike: 'Page and market do not fit together',
  unlikeAbout: 'The market is being renewed just now. Open the page again in a minute; your money is where it was.',
  again: 'Try now',
  reload: 'Open again',
};
