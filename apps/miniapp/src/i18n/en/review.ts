/** What canaries found, by code. */
const CANARIES: Readonly<Record<string, string>> = {
  answer_wrong: 'It answers questions wrong whose answers we know.',
  fingerprint_far: 'It writes like another model, or like a smaller or more quantised one.',
  usage_inflated: 'It counts more tokens than its answers have.',
};

export const review = {
  states: {
    in_review: 'In review',
    asked: 'Asked',
    live: 'Live',
    rejected: 'Rejected',
    paused: 'Paused',
    banned: 'Banned',
    withdrawn: 'Withdrawn',
  },
  by: { owner: 'Provider', admin: 'Admin', market: 'The market itself' },
  you: 'You',
  codes: { listed: 'Sent for review', answered: 'Answered' },
  title: 'How it stands',
  history: 'History',
  historyAbout: (count: number) => (count === 1 ? 'One entry' : `${count} entries`),
  next: 'What to do',
  evidence: {
    claimed: 'Listing says',
    reported: 'Machine reports',
    measured: 'We measured',
    found: 'We found',
    checks: 'Checks passed',
  },
  again: {
    button: 'Ask for another review',
    about: 'When what is named above is mended.',
  },
  question: {
    title: 'An admin asks you',
    about: 'The review waits for your answer; our clock stands still until then.',
    label: 'Your answer',
    hint: 'Short and to the point; links to proof help',
    send: 'Send answer',
  },
  appeal: {
    title: 'Appeal',
    about: 'If this decision is wrong, say why. Once for each decision; another admin reads it where there is one.',
    open: 'Appeal',
    label: 'What is wrong with it',
    hint: 'What you have, how we can see it',
    send: 'Send appeal',
    least: (chars: number) => `At least ${chars} characters.`,
    states: { open: 'Appeal waits', granted: 'Appeal granted', refused: 'Appeal refused' },
    against: {
      rejected: 'Against a rejection',
      paused: 'Against a pause',
      account_banned: 'Against a ban',
      badge_lost: 'Against a lost badge',
    },
    promised: 'Answered within two days.',
  },
  loss: {
    verified: '«Verified» was taken off',
    machine: (name: string) => `Machine ${name} is suspected`,
    found: CANARIES,
    canaries: (failed: string, of: string) => `${failed} of its last ${of} canaries failed.`,
    suspected: (machines: string) => `Machines suspected: ${machines}.`,
    success: (percent: string, needed: string) => `${percent} % of answers were good; it takes ${needed} %.`,
    speed: (found: string, least: string, most: string) =>
      `Measured ${found} tokens/s; on the hardware that is named ${least} to ${most} are possible.`,
    rule: 'The market judged by its published rule. If it measured or judged wrong, appeal: a person looks at it.',
  },
  ban: {
    title: 'This account is banned',
    about: 'Selling and buying are closed. What you earned is still paid out, and your deposit can be taken back.',
    since: 'Since',
  },
};
