/** Taking an escrow's money back, at once or without us. A part of the wallet's texts. */
export const leave = {
  now: (amount: string) => `Take ${amount} back now`,
  nowAbout:
    'This device and we both sign, and your contract pays at once: usually within a minute, with nothing to approve in your wallet. From then on nothing more is spent.',
  nowElsewhere:
    'To close it at once takes the key of this escrow, which is on the device that made the deposit. From here it goes without us, after the waiting time.',
  nowHeld: (held: string) =>
    `An answer is still in work, and ${held} is set aside for it. Wait until it has ended, or stop it.`,
  nowFailed: 'You do not need us for it: the contract pays you back by itself, as below.',
  nowRefused: 'Closing at once did not go through',
  nowRefusedAbout: 'Nothing has moved, and your escrow is open as before.',
  kept: 'For answers you had',
  keptAbout: 'The market gets this, as your receipts say, and nothing more',
  alone: 'Without us',
  aloneAbout: (delay: string) => `After ${delay}, whether we answer or not`,
  closingNow: 'Your escrow is being closed',
  agreed: (amount: string) => `Both have signed: ${amount} goes to your wallet. You may close the app.`,
  agreedSteps: {
    agreed: { name: 'Signed by both', about: '' },
    sent: {
      name: 'Sent by the market',
      about: 'It goes out with the market’s next batch, usually within seconds. Waiting',
    },
    paid: { name: 'Paid by your contract', about: 'The TON network confirms it, usually within 15 seconds. Waiting' },
  },
  agreedOverdue: 'This takes too long',
  agreedOverdueAbout:
    'You need not wait for us. Ask the contract itself: after its waiting time it pays you, whatever we do. If ours comes first after all, you are paid once, and at once.',
  open: 'Take it back',
  openAbout: (amount: string) => `${amount} to your wallet, with us or without us`,
  title: 'Take your money back',
  lead: 'You ask your escrow contract to close. After a waiting time it sends what is left to the wallet that made the deposit, and to no other.',
  back: 'Comes back',
  reserve: (amount: string) => `and up to ${amount} more that the contract keeps for its storage`,
  when: (delay: string) => `After ${delay}`,
  whenAbout: (date: string) => `If you ask now: about ${date}. Then one more transfer brings it home.`,
  to: 'To your wallet',
  owed: 'Still to be paid for answers',
  owedAbout: 'The market may claim it until the end of the wait.',
  signed: (amount: string) =>
    `Your signed allowance would let it take up to ${amount}: the receipts of your answers prove what it is owed.`,
  stops:
    'From your request on, nothing more is spent: chat and API keys stop until you make a new deposit. You can change your mind until the end.',
  withoutUs: 'It works without us too',
  withoutUsAbout:
    'The contract pays you back, not we. Keep this: with it any TON wallet does the same, even if Spindle is gone.',
  copyWayOut: 'Copy the way out',
  wayOut: (way: { address: string; request: string; finish: string; cancel: string }) =>
    `How to take my money back from Spindle without Spindle\nMy escrow contract: ${way.address}\nOpen these links on the phone that has the wallet which made the deposit.\n1. Ask it to close: ${way.request}\n2. After the waiting time, bring the money home: ${way.finish}\nOr keep it open after all: ${way.cancel}\nEach sends a little for the network, and nearly all of that comes back. The whole story: docs/leave.md in Spindle’s source.`,
  walletShows: (amount: string) =>
    `Your wallet will show a transfer of ${amount} to your escrow contract. It pays for the network; nearly all of it comes back at once.`,
  request: 'Ask for it back',
  closing: 'Your money is on its way back',
  left: 'Time left',
  waits: (date: string) =>
    `Until ${date} the market may claim what you owe it for answers. Nobody can stop the rest from going home.`,
  ready: 'The wait is over. One transfer from any wallet brings the money home.',
  settling: 'The contract has closed. We finish our books; this takes some minutes.',
  finish: 'Bring it home',
  cancel: 'Keep the escrow open after all',
  unknown: 'The TON network does not answer us just now, so this may be old. Your money is where it was. Read',
  running: {
    request: 'Your escrow is asked to close. You may close this; it goes on.',
    cancel: 'Your escrow is told to stay open.',
    finish: 'Your escrow is told to send the money home.',
  },
  steps: {
    approve: {
      name: 'Approved in your wallet',
      about: 'Open your wallet and approve the transfer. Nothing moves before that. Waiting',
    },
    chain: {
      name: 'Confirmed by the network',
      about: 'Your wallet has sent it; the TON network confirms it, usually within 15 seconds. Waiting',
    },
    done: { name: 'Done', about: '' },
  },
  overdue: 'The network does not show it',
  overdueAbout:
    'Your wallet said that it sent it. Look into its history: if it is not there, try again. Sending it twice is safe, since the contract does it once and sends the rest back.',
  stopWaiting: 'Stop waiting',
  connectPayer: 'Connect that wallet',
};
