import { leave } from './leave.ts';
import { spending } from './spending.ts';

export const wallet = {
  title: 'Wallet',
  playMoney: 'A local world with play money: nothing here is worth anything outside it.',
  connect: {
    title: 'Connect your TON wallet',
    lead: 'You pay from your own escrow, by the answer.',
    points: {
      proof: 'Your wallet signs a proof that it is yours. Connecting costs nothing and moves nothing.',
      escrow: 'A deposit goes into your own contract on TON. We cannot empty it.',
      leave: 'What you have not spent stays yours: the contract gives it back, with us or without us.',
    },
    button: 'Connect wallet',
    waiting: 'Approve the connection in your wallet.',
  },
  balance: {
    spendable: 'You can spend',
    deposit: 'Deposit',
    ofDeposit: 'Your deposit',
    free: 'Free to spend',
    held: 'Held just now',
    spent: 'Spent',
    unsigned: 'Yours, not allowed yet',
    spendableNote: 'You can spend the smaller of deposit and allowance, less what is spent and held.',
  },
  channel: {
    expected: 'Waiting for your deposit',
    expectedAbout:
      'Your escrow has an address and no money yet. If you have paid, the network will confirm it, usually in seconds; if not, deposit again. Waiting',
    closed: 'Your escrow is closed',
    closedAbout:
      'The rest has gone back to the wallet that made the deposit; it stands among the movements below. Make a new deposit to go on.',
    nothingAllowed: 'Nothing is allowed to be spent',
    nothingAllowedAbout: 'Your deposit is there. Sign an allowance on this device, and you can ask.',
    allow: 'Set allowance',
    keyElsewhere:
      'The key of your escrow is on the device that made the deposit. You can ask from here within the allowance; to raise it, use that device, or make a new deposit here.',
    keyInBrowser:
      'Outside Telegram the key of your escrow is kept in this browser’s storage: who can use this browser can spend up to the deposit. In Telegram it goes into the phone’s secure storage.',
    keyInMemory:
      'This device keeps nothing: the key of your escrow is gone when you close the app. Your deposit stays yours, and you can take it back at any time; but to spend more of it, you will have to take it back and deposit again.',
  },
  deposit: {
    title: 'Deposit',
    titleRunning: 'Your deposit',
    amount: 'Amount',
    own: 'Other',
    tooSmall: (least: string) => `At least ${least}: less would go into the network’s fees.`,
    promise: 'We cannot empty it',
    promiseAbout: (delay: string) =>
      `The money goes into your own escrow contract. We can take only what this device has signed for. Want out? Ask the contract to close; after ${delay} it pays the rest back to you, without us.`,
    secondEscrow: 'This opens a second escrow',
    secondEscrowAbout: (left: string) =>
      `This device does not have the key of the escrow that you have. A deposit from here goes into a new one, and from then on you spend from that. The ${left} left in the older one stay yours: its contract pays them back to your wallet when you close it. To add to the older one, deposit from the device that made it.`,
    walletShows: 'Your wallet will show',
    walletShowsAbout: 'A transfer with a contract in it. Compare before you approve.',
    to: 'To',
    yourEscrow: 'your escrow contract',
    total: 'Amount',
    totalAbout: (extra: string) => `Deposit and ${extra} for the network; what is not needed comes back.`,
    button: (amount: string) => `Deposit ${amount}`,
    buttonEmpty: 'Deposit',
    running: (amount: string) => `${amount} is on its way into your escrow. You may close this; it goes on.`,
    doneAbout: (amount: string) => `${amount} is in your escrow, and you can spend within your allowance.`,
    banner: (amount: string) => `Deposit of ${amount}`,
    details: 'Details',
    signAgain: 'Sign again',
    steps: {
      key: { name: 'Key made on this device', about: 'Kept where this device keeps secrets.' },
      escrow: { name: 'Escrow address checked here', about: 'This device reckons the address itself and compares.' },
      approve: {
        name: 'Approved in your wallet',
        about: 'Open your wallet and approve the transfer. Nothing moves before that. Waiting',
      },
      chain: {
        name: 'Confirmed by the network',
        about:
          'Your wallet has sent it; the TON network confirms it, usually within 15 seconds. Your money is in your wallet or in your escrow, nowhere else. Waiting',
      },
      allowance: { name: 'Allowance signed', about: 'This device signs how much may be spent.' },
      done: { name: 'Done', about: '' },
    },
  },
  allowance: {
    title: 'Allowance',
    choice: 'Allow to spend',
    about: 'Chat, API keys and your other devices spend within this without asking you each time.',
    all: (amount: string) => `All, ${amount}`,
    now: 'Allowed now',
    most: 'Most you can allow',
    risk: (amount: string) =>
      `The most that we could ever take wrongly is the unspent part of ${amount}. Each answer has a receipt.`,
    onlyGrows:
      'That much is allowed already. A signed allowance can only grow; what is not spent comes back when you close the escrow.',
    button: (amount: string) => `Allow ${amount}`,
  },
  spending,
  escrow: {
    title: 'Your escrow',
    note: 'Look the address up in any TON explorer: the contract’s ledger is public.',
    state: 'State',
    states: { expected: 'Waiting', open: 'Open', closing: 'Closing', closed: 'Closed' },
    checked: 'Read from the chain',
    unchecked: 'Not read from the chain yet',
    address: 'Address',
    claimed: 'Taken by the market',
    claimedAbout: 'Moved on chain, for answers you had',
    older: 'An older escrow',
    olderNote: 'You spend from a newer one. What is left here stays yours; take it back whenever you like.',
  },
  leave,
  movements: {
    title: 'Movements',
    empty: 'No movements yet',
    emptyAbout: 'Deposits, refunds and the cost of every answer appear here, each with its transaction or receipt.',
    kinds: {
      deposit: 'Deposit',
      spend: 'Answer',
      earn: 'Earned',
      hold: 'Held for an answer',
      refund: 'Back in your wallet',
      claim: 'Taken for answers you had',
      close: 'Closing at once',
      close_asked: 'Asked for it back',
      close_cancelled: 'Kept open after all',
      allowance: 'Allowance signed',
      payout: 'Payout',
    },
    states: { waiting: 'Waiting', seen: 'On its way', final: 'Final', refused: 'Refused' },
    besides: (amount: string) => `and ${amount} beside it: the contract’s reserve`,
    transaction: (hash: string) => `tx ${hash}`,
  },
  statement: {
    open: 'Statement',
    title: 'Statement',
    about: 'Every movement of your money in a period as a CSV file, with its state and its transaction.',
    period: 'Period',
    periods: { month: 'This month', lastMonth: 'Last month', year: 'This year', all: 'All' },
    columns:
      'Amounts are exact, days are in UTC. amount_ton is what changed of your money here; on_chain_ton is what was moved on chain for answers that you had paid already.',
    button: 'Download CSV',
    done: 'It is on its way into your downloads. The address works for ten minutes.',
  },
  you: {
    title: 'You',
    byTelegram: 'by Telegram',
    wallet: 'Wallet',
    disconnect: 'Disconnect',
    language: 'Language',
    policy: 'Fees and policy',
  },
};
