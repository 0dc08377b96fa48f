import type { Result } from '@spindle/shared';
import * as z from 'zod/mini';
import { readParameters } from './parameters.ts';

const MAX_INPUTS = 2_048;

const Text = z.string().check(z.minLength(1));
const Tokens = z.array(z.int().check(z.minimum(0))).check(z.minLength(1));

const EmbeddingsRequestSchema = z.looseObject({
  input: z.array(z.union([Text, Tokens])).check(z.minLength(1), z.maxLength(MAX_INPUTS)),
  dimensions: z.nullish(z.int().check(z.minimum(1))),
  /** For the buyer's own door: from engine to door a vector goes as base64 anyway. */
  encoding_format: z.nullish(z.enum(['float', 'base64'])),
});
export type EmbeddingsRequest = z.output<typeof EmbeddingsRequestSchema>;

const HINTS = { input: `texts or lists of tokens, none empty, at most ${MAX_INPUTS}` };

/** A single input is read as a list of it. Refusal: `parameter_unsupported`. */
export function readEmbeddingsRequest(request: Record<string, unknown>): Result<EmbeddingsRequest> {
  const { input } = request;
  const isOne = typeof input === 'string' || (Array.isArray(input) && typeof input[0] === 'number');
  return readParameters(EmbeddingsRequestSchema, isOne ? { ...request, input: [input] } : request, HINTS);
}
