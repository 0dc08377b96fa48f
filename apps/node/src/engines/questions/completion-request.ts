import type { Result } from '@spindle/shared';
import * as z from 'zod/mini';
import { readParameters, SAMPLING_FIELDS } from './parameters.ts';

const Tokens = z.array(z.int().check(z.minimum(0))).check(z.minLength(1));

const CompletionRequestSchema = z.looseObject({
  ...SAMPLING_FIELDS,
  /** Text, or tokens of the model. */
  prompt: z.union([z.string(), Tokens]),
  suffix: z.nullish(z.string()),
  echo: z.nullish(z.boolean()),
  best_of: z.nullish(z.literal(1)),
  logprobs: z.nullish(z.int().check(z.minimum(0), z.maximum(20))),
});
export type CompletionRequest = z.output<typeof CompletionRequestSchema>;

const HINTS = {
  prompt: 'one prompt per request, as text or as tokens; send the request again for another',
  n: 'a whole number from 1 to 16',
  best_of: 'only what is delivered is billed, so nothing is thrown away; use n',
};

/** A list of one prompt is that prompt. Refusal: `parameter_unsupported`. */
export function readCompletionRequest(request: Record<string, unknown>): Result<CompletionRequest> {
  const { prompt } = request;
  const isListOfOne = Array.isArray(prompt) && prompt.length === 1 && typeof prompt[0] !== 'number';
  return readParameters(CompletionRequestSchema, isListOfOne ? { ...request, prompt: prompt[0] } : request, HINTS);
}
