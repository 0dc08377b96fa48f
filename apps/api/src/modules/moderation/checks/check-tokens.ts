import { type CheckOutcome, type CheckResult, result } from './check-result.ts';
import type { BilledFacts, ListingFacts } from './listing-facts.ts';

/** Fewer tokens say nothing: one buyer's odd texts would decide. */
const LEAST_INPUT_TOKENS = 50_000;
const LEAST_OUTPUT_TOKENS = 20_000;
/** What others' questions have for each token varies with their buyers; half as much does not. */
const SUSPECT_SHARE = 0.67;
/** Texts have three or four bytes for a token, and frames are padded on top: so little is no text. */
const SUSPECT_BYTES = 2;
const IMPOSSIBLE_BYTES = 1.2;

/**
 * Whether what a listing bills fits the bytes that were carried for it, over a week: a little more on each answer is within
 * what each may have, and shows in the sums.
 */
export function checkTokens({ billed }: ListingFacts): CheckResult {
  const judged = billed.flatMap((it) => {
    const outcome = outcomeOf(it);
    return outcome === 'unknown' ? [] : [{ ...it, outcome }];
  });
  const worst =
    judged.find(({ outcome }) => outcome === 'fail') ?? judged.find(({ outcome }) => outcome === 'warn') ?? judged[0];
  if (!worst) return result('tokens', 'unknown');
  return result('tokens', worst.outcome, {
    claimed: worst.modelId,
    reported: `${worst.inputTokens} + ${worst.outputTokens} tok`,
    measured: measuredText(worst),
  });
}

function outcomeOf({
  inputTokens,
  outputTokens,
  inputBytesPerToken: input,
  outputBytesPerToken: output,
  othersInputBytesPerToken: others,
}: BilledFacts): CheckOutcome {
  const knowsOutput = output !== null && outputTokens >= LEAST_OUTPUT_TOKENS;
  const knowsInput = input !== null && others !== null && inputTokens >= LEAST_INPUT_TOKENS;
  if (knowsOutput && output < IMPOSSIBLE_BYTES) return 'fail';
  if (knowsOutput && output < SUSPECT_BYTES) return 'warn';
  if (knowsInput && input < others * SUSPECT_SHARE) return 'warn';
  return knowsOutput || knowsInput ? 'pass' : 'unknown';
}

function measuredText({
  inputBytesPerToken: input,
  outputBytesPerToken: output,
  othersInputBytesPerToken: others,
}: BilledFacts): string {
  return `${text(input)} (${text(others)}) + ${text(output)} B/tok`;
}

const text = (value: number | null): string => (value === null ? '–' : value.toFixed(1));
