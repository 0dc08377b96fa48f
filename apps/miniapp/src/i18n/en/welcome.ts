/** For those who came without a login, or to an address that leads nowhere. */
export const welcome = {
  session: {
    title: 'Open Spindle in Telegram',
    lead: 'Spindle is a market for AI compute inside Telegram. Your Telegram account is your login: no password, no form.',
    open: 'Open in Telegram',
    noBot: 'Find the bot that sent you here and press its button.',
    dev: 'You are on a development world: open one of the login links that «npm start» printed.',
    failed: 'You are not logged in',
    unnamed: 'Telegram did not say who you are',
    unnamedAbout:
      'That happens when Spindle is opened from a message that somebody shared. Open it from its bot, and you are logged in at once.',
  },
  away: {
    silent: 'The market does not answer',
    offline: 'No connection',
    about: 'Your money is where it was. We ask again every few seconds, and it goes on by itself. Waiting',
    again: 'Try now',
  },
  nowhere: {
    title: 'Nothing here',
    about: 'This address leads nowhere. Go to the market and take it from there.',
    action: 'Go to Market',
  },
};
