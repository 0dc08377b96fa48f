import type { CanaryCode, Verdict } from '../shapes.ts';
import { isInflated, type UsageSums } from './usage-sums.ts';

/** The published rule: so many of the last answers that could be judged. */
export const WINDOW = 5;
export const FAILED_MOST = 3;

export interface JudgedRun {
  runId: string;
  verdict: Verdict;
  code: CanaryCode;
}

export interface Standing {
  state: 'good' | 'suspected';
  code: 'canaries_passed' | CanaryCode;
  /** With the sums, where they decide. */
  evidence: { failed: number; of: number; runs: string[] } & Partial<UsageSums>;
}

/**
 * Whether a machine answers as its model must, by its last five answers that could be judged: it is suspected from three
 * failures among them on, or when it bills more than others for the same, and good again once all five have passed. What is
 * unknown counts for nothing.
 * @param runs newest first.
 * @returns null while there is nothing to say: it stays what it is.
 */
export function standingAfter(
  before: Standing['state'] | null,
  runs: readonly JudgedRun[],
  usage: UsageSums | null = null,
): Standing | null {
  const known = runs.filter(({ verdict }) => verdict !== 'unknown').slice(0, WINDOW);
  const failed = known.filter(({ verdict }) => verdict === 'failed');
  const evidence = { failed: failed.length, of: known.length, runs: known.map(({ runId }) => runId) };
  if (failed.length >= FAILED_MOST) return { state: 'suspected', code: commonest(failed), evidence };
  if (usage && isInflated(usage))
    return { state: 'suspected', code: 'usage_inflated', evidence: { ...evidence, ...usage } };
  const isGoodAgain = known.length === WINDOW && failed.length === 0;
  if (before === 'suspected') return isGoodAgain ? { state: 'good', code: 'canaries_passed', evidence } : null;
  return known.length > 0 ? { state: 'good', code: 'canaries_passed', evidence } : null;
}

function commonest(runs: readonly JudgedRun[]): CanaryCode {
  const often = (code: CanaryCode) => runs.filter((run) => run.code === code).length;
  return runs.map(({ code }) => code).toSorted((a, b) => often(b) - often(a))[0] ?? 'fingerprint_far';
}
