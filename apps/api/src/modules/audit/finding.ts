import type { Check } from './check-codes.ts';

/**
 * `difference`: two things that must be the same are not. `unknown`: one of them could not be read, so nothing can be
 * said; it is no difference.
 */
export interface Finding {
  kind: 'difference' | 'unknown';
  /** What must hold, as a sentence. */
  check: string;
  /** Whose: a job, an account's address, an account. Never a person's name. */
  subject: string;
  /** What must be there: nano, or a word. */
  expected: string;
  actual: string;
}

export const difference = (check: Check, subject: string, expected: unknown, actual: unknown): Finding =>
  differenceOf(check, subject, expected, actual);

/** Of a check that is known by its sentence alone; a test holds those against the list of codes. */
export const differenceOf = (check: string, subject: string, expected: unknown, actual: unknown): Finding => ({
  ...{ kind: 'difference', check, subject },
  ...{ expected: String(expected), actual: String(actual) },
});

export const unknown = (check: Check, subject: string, why: string): Finding => ({
  ...{ kind: 'unknown', check, subject },
  ...{ expected: 'readable', actual: why },
});
