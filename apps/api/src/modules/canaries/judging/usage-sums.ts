/**
 * What a machine billed for questions of the market's own, together, and what their references needed for the same. A few
 * tokens more on each short question are within what one of them may differ by; added up they are not.
 */
export interface UsageSums {
  questions: number;
  inputTokens: number;
  referenceInputTokens: number;
  /** Of answers whose text is the reference's, letter by letter. */
  answers: number;
  outputTokens: number;
  referenceOutputTokens: number;
}

/** Fewer say nothing. */
const LEAST_QUESTIONS = 12;
/** A template of one's own adds a word here and there to a question. */
const INPUT_PERCENT = 115;
/** The same text has the same tokens, but for what a model thinks unseen. */
const OUTPUT_PERCENT = 130;

/** Whether it bills more than the same questions and answers take. */
export function isInflated(sums: UsageSums): boolean {
  const isInputFar =
    sums.questions >= LEAST_QUESTIONS && 100 * sums.inputTokens > INPUT_PERCENT * sums.referenceInputTokens;
  const isOutputFar =
    sums.answers >= LEAST_QUESTIONS && 100 * sums.outputTokens > OUTPUT_PERCENT * sums.referenceOutputTokens;
  return isInputFar || isOutputFar;
}
