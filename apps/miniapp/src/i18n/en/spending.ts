/** Spending rules: allowance or strict mode, and caps. A part of the wallet's texts. */
export const spending = {
  title: 'Spending rules',
  button: 'Rules',
  mode: 'Who may spend',
  modes: { allowance: 'Allowance', strict: 'Strict mode' },
  strict: {
    about:
      'Nothing is signed ahead. This device signs before each answer, for the most that this one answer can cost, and for nothing else.',
    keys: 'API keys and other devices',
    keysAbout:
      'Keys spend nothing: nobody stands behind them who could sign. A device without the escrow’s key spends only what was signed before.',
    risk: 'We could take wrongly at most',
    riskAbout:
      'Signed so far, less what your answers have cost. What is signed can’t be unsigned, so this is spent first.',
    riskOld: (amount: string) =>
      `You have signed for ${amount} that is not spent. A signature can’t be taken back: this rest is spent first. To make it nothing, take your money back and deposit again.`,
    on: 'Strict mode is on',
    switchOn: 'Switch strict mode on',
    elsewhere:
      'The key of your escrow is on another device. In strict mode only that device can sign: from here you could ask only for what was signed before.',
    spendable: 'You can spend, answer by answer',
    note: 'Strict mode: this device signs before each answer. Keys spend nothing.',
    deposit: 'Strict mode is on: nothing is signed ahead. This device signs before each answer.',
    unsigned: 'Yours, not signed for',
    deposited: (amount: string) => `${amount} is in your escrow. This device signs before each answer.`,
  },
  caps: {
    title: 'Caps',
    about:
      'For all your devices and keys together; each key has caps of its own below these. The market refuses what is above.',
    answer: 'One answer',
    day: 'One day (UTC)',
    none: 'no cap',
    wrong: 'An amount above zero, such as 0.5; or nothing for no cap.',
    used: (used: string, cap: string) => `${used} of ${cap} today`,
    usedAbout: 'Spent today and held just now',
    save: 'Save caps',
    saved: 'Saved. It counts from the next answer on.',
  },
};
