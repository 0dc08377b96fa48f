import { type Fault, fail, ok, type Result } from '@spindle/shared';
import * as z from 'zod/mini';

const share = z.number().check(z.minimum(0), z.maximum(1));
const penalty = z.number().check(z.minimum(-2), z.maximum(2));

/** Most answers to one question. */
const MAX_CHOICES = 16;

/** What both kinds that write text are told of how to write it. */
export const SAMPLING_FIELDS = {
  temperature: z.nullish(z.number().check(z.minimum(0), z.maximum(2))),
  top_p: z.nullish(share),
  top_k: z.nullish(z.int().check(z.minimum(-1))),
  min_p: z.nullish(share),
  seed: z.nullish(z.int()),
  stop: z.nullish(z.union([z.string(), z.array(z.string()).check(z.maxLength(16))])),
  max_tokens: z.nullish(z.int().check(z.minimum(1))),
  frequency_penalty: z.nullish(penalty),
  presence_penalty: z.nullish(penalty),
  repetition_penalty: z.nullish(z.number().check(z.minimum(0))),
  logit_bias: z.nullish(z.record(z.string(), z.number())),
  n: z.nullish(z.int().check(z.minimum(1), z.maximum(MAX_CHOICES))),
};

/** These would change how machine and engine talk; they are ours to set. */
const PROTOCOL = new Set(['model', 'stream', 'stream_options']);
/** These speak to OpenAI's platform, not to a model: nothing of the answer depends on them. */
const PLATFORM = new Set([
  'user',
  'store',
  'metadata',
  'service_tier',
  'safety_identifier',
  'prompt_cache_key',
  'prompt_cache_retention',
]);
const NAME = /^[A-Za-z][A-Za-z0-9_.-]{0,63}$/;
/** JSON can hold names that a program takes for something of its own. */
const NOT_NAMES = new Set(['constructor', 'prototype']);

/**
 * Reads a request by what is known of its kind. Parameters that aren't known go to the engine as they are, since engines
 * have many of their own; `null` means unset. The refusal names the parameter, never its value: it leaves the seal.
 * Refusal: `parameter_unsupported`.
 */
export function readParameters<Schema extends z.ZodMiniObject>(
  schema: Schema,
  request: Record<string, unknown>,
  hints: Record<string, string> = {},
): Result<z.output<Schema>> {
  const entries = Object.entries(request).filter(
    ([name, value]) => value !== null && value !== undefined && !PROTOCOL.has(name) && !PLATFORM.has(name),
  );
  if (entries.some(([name]) => !NAME.test(name) || NOT_NAMES.has(name))) {
    return { ok: false, fault: refuse('name', 'the name of a parameter is made of letters, digits and _') };
  }
  const asked = Object.fromEntries(entries);
  if (fits(schema, asked)) return ok(asked);
  const parameter = wrongParameter(schema, asked) ?? 'request';
  return {
    ok: false,
    fault: refuse(parameter, hints[parameter] ?? 'its value has a wrong type or is out of range'),
  };
}

/** No field of these schemas changes what it reads: what fits is their output. */
const fits = <Schema extends z.ZodMiniObject>(
  schema: Schema,
  asked: Record<string, unknown>,
): asked is Record<string, unknown> & z.output<Schema> => wrongParameter(schema, asked) === null;

/** Only what the request has is looked at, and what it must have: most requests leave most parameters out. */
function wrongParameter({ shape }: z.ZodMiniObject, asked: Record<string, unknown>): string | null {
  for (const [name, field] of Object.entries(shape)) {
    const value = asked[name];
    if (value === undefined && field._zod.optin === 'optional') continue;
    if (!z.safeParse(field, value).success) return name;
  }
  return null;
}

export const refuse = (parameter: string, hint: string): Fault =>
  fail('parameter_unsupported', { parameter, hint }).fault;
