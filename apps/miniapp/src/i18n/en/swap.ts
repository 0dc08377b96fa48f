/** Changing paid coins into another currency, by the provider's own wallet. A part of the texts of Earn. */
export const swap = {
  title: (symbol: string) => `Change into ${symbol}`,
  rowAbout: 'Paid coins, at an exchange, with your own wallet',
  lead: (symbol: string) =>
    `Payouts come in TON. Your wallet sends coins to an exchange, and the exchange sends ${symbol} to the same wallet. We never hold them.`,
  amount: 'How much',
  amountHint: 'Of the coins in your wallet. What is not paid out yet cannot be changed.',
  tooSmall: (least: string) => `At least ${least}, or fees would eat it.`,
  ask: 'Ask for the price',
  askAgain: 'Ask for a new price',
  price: 'It brings now',
  rate: (one: string, other: string, exchange: string) =>
    `${one} = ${other}, says ${exchange}; what it takes is in the price. We take nothing.`,
  least: 'And at least',
  leastAbout: 'If it would be less, the exchange gives the coins back.',
  slippage: 'How far the price may fall meanwhile',
  slippageAbout: 'With less you lose less, but it happens more often that the coins just come back.',
  deadline: 'Time limit',
  deadlineAbout: 'Counted from when your wallet is asked. Later, the exchange gives the coins back.',
  walletShows: 'Your wallet shows',
  walletShowsAbout: (extra: string) => `Up to ${extra} of it pays for the way. What is not used comes back.`,
  upTo: (amount: string) => `up to ${amount}`,
  old: 'This price is over a minute old. Ask for a new one.',
  nothing: 'So few coins bring nothing there. Change more at once.',
  waiting: 'Your wallet is asked',
  waitingAbout: 'Look at the amount there and approve it. Until then nothing is sent.',
  silent: 'It may have been sent all the same. Look into your wallet’s history before you try again.',
  change: (amount: string) => `Change ${amount}`,
  phases: { sent: 'Sent', overdue: 'Time is up', over: 'Over' },
  sent: 'Your wallet has sent it',
  sentAbout: (offer: string, least: string, until: string) =>
    `${offer} for at least ${least}. Usually it comes within a minute or two. What the exchange has not changed by ${until} it gives back.`,
  overdue: 'The exchange’s time is up',
  overdueAbout: (offer: string, least: string) =>
    `Look into your wallet: at least ${least} has come, or the ${offer} are on their way back.`,
  over: 'It is over',
  overAbout: (offer: string, least: string) =>
    `Look into your wallet: either at least ${least} has come, or the ${offer} came back, less fees. We don’t see which, since they never pass through us. If neither is there, open the transfer in your wallet: it names every step on the chain.`,
  more: 'Change more',
  moreAbout: 'That would be another transfer, on top of this one.',
};
