/** What a canary found, by code. */
const CANARIES: Readonly<Record<string, string>> = {
  answer_wrong: 'It answers questions wrong whose answers we know.',
  fingerprint_far: 'It writes like another model, or like a smaller or more quantised one.',
  usage_inflated: 'It counts more tokens than its answers have.',
};

/** How a machine stands, where its state says more than that of its listing. */
export const conditions = {
  joining: {
    title: 'Joined, never linked',
    about: 'Start spindle-node on the machine. «spindle-node doctor» says what is in the way.',
  },
  clock_off: {
    title: 'Its clock is wrong',
    about:
      'Its keys are not valid by the market’s clock, so it is not let in. Switch on time synchronisation (NTP) there; it links again by itself.',
  },
  unproven: {
    title: 'Not proven to be confidential',
    about:
      'It answers all other buyers. Those who ask for a confidential machine are sent elsewhere until what is named here is put right; it then shows its evidence again by itself.',
  },
  canaries: CANARIES,
  canariesFailed: (failed: number, of: number) => `${failed} of its last ${of} canaries failed.`,
  askedAgain: (when: string) => `The market asks it again at ${when}.`,
  running: (answers: number) =>
    answers === 0 ? 'Nothing runs there any more.' : `Answers that still run: ${answers}.`,
  canariesLink: 'See each canary',
};
