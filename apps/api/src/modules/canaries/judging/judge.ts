import type { Judged, Reading } from '../shapes.ts';
import { distanceOf } from './compare.ts';

/** What an answer is held against. */
export interface Reference {
  reading: Reading;
  threshold: number;
}

/** Log probabilities, in nats: twice what sums in another order make of the same model, half of what five bits make of it. */
export const ODDS_THRESHOLD = 0.05;
/** However much the references differ among each other, this is another model. */
const ODDS_THRESHOLD_MOST = 0.15;
/** Without log probabilities: how much of the text may differ; and from where on it surely is another hand. */
export const TEXT_THRESHOLD = 0.5;
const TEXT_SURELY_FAR = 0.75;
const KNOWN_THRESHOLD = 0.5;

/** What the reference needed for the same question and answer may be exceeded by this: templates differ a little. */
const USAGE_FACTOR = 1.1;
const USAGE_SPARE_TOKENS = 16;

/** @param spread how far those from each other are who agreed on it, in the measure of the comparison. */
export function thresholdFor(reading: Reading, spread: number): number {
  if (reading.isRight !== null) return KNOWN_THRESHOLD;
  return reading.odds ? Math.min(ODDS_THRESHOLD_MOST, Math.max(ODDS_THRESHOLD, 3 * spread)) : TEXT_THRESHOLD;
}

/**
 * Holds an answer against the reference. What can't be compared is unknown, and nothing follows from it: without a
 * reference, after a parting at a near tie, from a machine that told less than it was asked for.
 */
export function judge(reading: Reading, reference: Reference | null): Judged {
  if (isInflated(reading, reference?.reading ?? null)) return judged('failed', 'usage_inflated');
  if (!reference) return judged('unknown', 'no_reference');
  // What the reference can't answer, nobody is asked for.
  if (reference.reading.isRight === false) return judged('unknown', 'too_hard');
  const distance = distanceOf(reference.reading, reading);
  const { threshold } = reference;
  if (distance === null) return judged('unknown', 'near_tie');
  const compared = { statistic: round(distance), threshold };
  if (distance <= threshold) return { verdict: 'passed', code: 'as_reference', ...compared };
  if (reference.reading.isRight !== null) return { verdict: 'failed', code: 'answer_wrong', ...compared };
  const isText = reference.reading.odds === null;
  if (isText && distance < TEXT_SURELY_FAR) return { verdict: 'unknown', code: 'near_tie', ...compared };
  return { verdict: 'failed', code: 'fingerprint_far', ...compared };
}

/**
 * The bill is by the machine's own count. No text has more tokens than bytes; a model that thinks before it speaks may,
 * but then its reference does, too.
 */
function isInflated({ inputTokens, outputTokens, bytes }: Reading, reference: Reading | null): boolean {
  if (!reference) return false;
  const mayBe = (tokens: number) => tokens * USAGE_FACTOR + USAGE_SPARE_TOKENS;
  const isInputFar = inputTokens > mayBe(reference.inputTokens);
  const isOutputFar = outputTokens > bytes + USAGE_SPARE_TOKENS && outputTokens > mayBe(reference.outputTokens);
  return isInputFar || isOutputFar;
}

const judged = (verdict: Judged['verdict'], code: Judged['code']): Judged => ({
  ...{ verdict, code },
  ...{ statistic: null, threshold: null },
});

const round = (value: number): number => Math.round(value * 10_000) / 10_000;
