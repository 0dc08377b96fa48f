import { countEn } from '../count.ts';

const BADGE_CODES: Record<string, string> = {
  verified: 'Identity, measured speed, canaries and record are all there.',
  not_live: 'The listing is not live. It is looked at again once it is.',
  wallet_missing: 'The owner has not proven a wallet. It is connected under Wallet.',
  canaries_failed:
    'Answers do not look like those of the model that is named. Run the exact revision; five good canaries bring the badge back.',
  not_measured: 'No machine was measured yet. Keep one linked and idle for a few minutes.',
  speed_implausible:
    'The measured speed does not fit the hardware that is named. Correct the hardware, or write to us.',
  offline_long: 'No machine was online for three days. Start one.',
  success_low: 'Too many answers failed. See the failures below, and repair what causes them.',
  record_short: 'The record is still short. It grows by itself while a machine is online.',
};

const KINDS: Record<string, string> = {
  arithmetic: 'Arithmetic',
  transform: 'Words',
  fact: 'Facts in the text',
  format: 'Format',
  fingerprint: 'Fingerprint of the text',
  odds: 'Fingerprint of the odds',
};

const CANARY_CODES: Record<string, string> = {
  as_reference: 'as the reference',
  answer_wrong: 'wrong answer',
  fingerprint_far: 'another model, or a smaller one',
  usage_inflated: 'counted more tokens than there were',
  no_reference: 'no reference yet',
  near_tie: 'too close to call',
  too_hard: 'the reference can’t say either',
  no_answer: 'no answer',
};

/** What the market measures and finds out by itself. */
export const proof = {
  badge: {
    title: 'Verified',
    verified: 'Verified by the market',
    notVerified: 'Not verified yet',
    since: (when: string) => `since ${when}`,
    codes: BADGE_CODES,
    progress: (days: number, daysNeeded: number, answers: number, answersNeeded: number) =>
      `${Math.min(days, daysNeeded)} of ${countEn(daysNeeded, { one: '# day', other: '# days' })}; ${Math.min(answers, answersNeeded)} of ${countEn(answersNeeded, { one: '# answer', other: '# answers' })}`,
  },
  measured: {
    title: 'Measured by us',
    note: 'About once an hour, by questions that look like a buyer’s, never while a buyer waits.',
    none: 'Not measured yet.',
    alone: 'tokens/s, one answer',
    all: 'tokens/s, all together',
    first: 'first token',
    claimed: 'Claimed',
    measured: 'Measured',
    gigabytes: (n: number) => `${n} GB`,
    slots: (n: number) => countEn(n, { one: '# answer at once', other: '# answers at once' }),
    fell: (n: number) => `slower from ${n} on`,
    held: (n: number) => `held ${n} at once`,
    chart: 'Tokens/s of one answer, by measurement',
  },
  record: {
    title: 'Track record',
    score: (score: string) => `${score} of 100`,
    none: 'Too few answers to say.',
    how: 'How this is computed',
    formula:
      'Over 30 days: 40 % share of good answers, 25 % time online, 15 % canaries passed, 10 % steady speed, 10 % age. What is not known is left out, and the rest weighs more.',
    success: 'Good answers',
    successOf: (good: number, bad: number) => `${good} good, ${bad} failed`,
    uptime: 'Time online',
    canaries: 'Canaries passed',
    steadiness: 'Steady speed',
    age: 'Age',
    days: (n: number) => countEn(n, { one: '# day', other: '# days' }),
    unknown: '–',
  },
  canaries: {
    title: 'Canaries',
    note: 'Questions whose answers we know. Three failures among the last five take the badge off; five good ones bring it back.',
    none: 'None asked yet.',
    kinds: KINDS,
    verdicts: { passed: 'Passed', failed: 'Failed', unknown: 'Unknown' },
    codes: CANARY_CODES,
    statistic: (value: string, most: string) => `distance ${value}, at most ${most}`,
    question: 'What was asked',
  },
  maintenance: {
    on: 'In maintenance',
    onUntil: (from: string, to: string) => `From ${from} to ${to}, your time. It does not sell until then.`,
    planned: 'Maintenance is planned',
    ahead: (from: string, to: string) =>
      `From ${from} to ${to}, your time. It takes nothing new from five minutes before.`,
  },
  desk: {
    empty: 'Nobody was asked yet',
    emptyAbout: 'Machines are asked by themselves once they were measured.',
    references: 'References',
    referencesNote: 'What answers are held against: machines that you vouch for, else three providers who agree.',
    live: 'live questions',
    trusted: 'vouched for',
    majority: 'by majority',
    answers: 'answers',
    retire: 'Retire these questions',
    machines: 'Machines',
    suspected: 'Suspected',
    good: 'Good',
    unjudged: 'Not judged yet',
    counts: { passed: 'passed', failed: 'failed', unknown: 'unclear' },
    isTrusted: 'reference',
    askNow: 'Ask now',
    trust: 'Make it a reference',
    distrust: 'No reference any more',
    reason: 'Why you clear it',
    clear: 'Clear the suspicion',
  },
};
