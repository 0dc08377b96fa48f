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
      'By the market’s clock its keys and quotes can’t be judged, so no buyers are sent there. Switch on time synchronisation (NTP) there; a minute later it works again by itself.',
  },
  twins: {
    title: 'Two machines, one identity',
    about:
      'Another machine links with this one’s key, so no buyers are sent to either. Stop one of the two, and join it anew: spindle-node join --again. Ten minutes later the other works again.',
  },
  unproven: {
    title: 'Not proven to be confidential',
    about:
      'It answers all other buyers. Those who ask for a confidential machine are sent elsewhere until what is named here is put right; it then shows its evidence again by itself.',
  },
  canaries: CANARIES,
  canariesFailed: (failed: number, of: number) => `${failed} of its last ${of} canaries failed.`,
  /** In tokens, over questions whose answers we know. */
  billed: ({
    inputTokens,
    referenceInputTokens,
    outputTokens,
    referenceOutputTokens,
  }: Readonly<Record<string, unknown>>) =>
    `Over all of them it billed ${inputTokens} tokens in, and ${outputTokens} out for the very same words; others need ${referenceInputTokens} and ${referenceOutputTokens}.`,
  clockOff: (time: string) => `It is ${time} off.`,
  askedAgain: (when: string) => `The market asks it again at ${when}.`,
  running: (answers: number) =>
    answers === 0 ? 'Nothing runs there any more.' : `Answers that still run: ${answers}.`,
  canariesLink: 'See each canary',
};
