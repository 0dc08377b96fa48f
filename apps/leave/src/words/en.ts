import type { LinkTold, Words } from './words.ts';

const STATUS = { open: 'open', closing: 'closing', closed: 'closed' };
const DOES = {
  request: 'asks the escrow to close',
  finish: 'brings the money home',
  cancel: 'keeps the escrow open after all',
};

const untilText = (closeAt: string, wait: string): string =>
  wait ? `it may be finished from ${closeAt} (in ${wait})` : `it may be finished since ${closeAt}`;

function fromText(from: LinkTold['from']): string {
  if (from === 'anyone') return 'any wallet';
  const wallet = 'the wallet that made the deposit; the escrow refuses others';
  return from === 'unknown' ? wallet : `${from.payer}, ${wallet}`;
}

export const EN: Words = {
  help: (version) => `spindle-leave ${version}: takes your money back from your escrow on TON, without the market

  spindle-leave status ADDRESS      what is in it, in which state, and what to do next
  spindle-leave request ADDRESS     a link that asks it to close; after the waiting time the rest can go home
  spindle-leave finish ADDRESS      a link that brings the rest home, when the wait is over
  spindle-leave cancel ADDRESS      a link that keeps it open after all

  --api URL        an API of TON in toncenter's shape (default https://toncenter.com)    TON_API_URL
  --api-key KEY    when that API wants one                                              TON_API_KEY
  --testnet        the escrow is on the test network
  --lang en|ru     the language of what is said
  --json           one JSON object, amounts in nano

ADDRESS is your escrow's, from Wallet in the Mini App or from the transaction of your deposit. The program holds no key
and sends nothing: open its links with your wallet.`,
  status: ({ address, payer, deposited, claimed, left, status, closeAt, wait }) => `Escrow ${address}
  Deposited      ${deposited}
  Taken          ${claimed} by the market, for answers
  Left           ${left}
  State          ${STATUS[status]}${closeAt && `; ${untilText(closeAt, wait)}`}
  Goes back to   ${payer}`,
  next: {
    request: ({ address, delay }) =>
      `To take it back: spindle-leave request ${address}\nThe escrow then waits ${delay}, in which the market may claim what it is owed for answers; the rest is yours.`,
    wait: ({ address, closeAt }) =>
      `Wait until ${closeAt}, then: spindle-leave finish ${address}\nUntil then the market may claim what it is owed for answers. To keep it open after all: spindle-leave cancel ${address}`,
    finish: ({ address }) => `The wait is over. To bring the rest home: spindle-leave finish ${address}`,
    nothing: ({ payer }) => `Nothing is left to do: the rest has gone back to ${payer}.`,
  },
  refusal: {
    closed: ({ payer }) => `The escrow is closed already, and the rest has gone back to ${payer}.`,
    closing: ({ closeAt }) => `The escrow is closing already. It may be finished from ${closeAt}.`,
    notClosing: ({ address }) => `The escrow is not closing. First ask it to: spindle-leave request ${address}`,
    early: ({ closeAt, wait }) => `It is too early: ${untilText(closeAt, wait)}.`,
  },
  link: ({ action, amount, from, ton, tonkeeper }) => `This transfer ${DOES[action]}.
  From     ${fromText(from)}
  Amount   ${amount}; nearly all of it comes back at once

Open it with that wallet:
${ton}

The same for Tonkeeper:
${tonkeeper}`,
  unread: (why) => `${why} So it is not known whether the escrow takes this step now; if not, the transfer comes back.`,
};
