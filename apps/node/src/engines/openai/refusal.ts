import { type Fault, fail } from '@spindle/shared';
import * as z from 'zod/mini';

const ErrorBody = z.object({
  error: z.optional(
    z.union([
      z.string(),
      z.looseObject({
        message: z.optional(z.unknown()),
        param: z.optional(z.unknown()),
        code: z.optional(z.unknown()),
      }),
    ]),
  ),
  message: z.optional(z.unknown()),
});

/** Parameters that a refusal may name. Anything else an engine says could quote the prompt, and so stays inside. */
const KNOWN_PARAMETERS = new Set(
  'messages temperature top_p top_k min_p seed stop max_tokens frequency_penalty presence_penalty logit_bias logprobs top_logprobs tools tool_choice parallel_tool_calls response_format reasoning_effort'.split(
    ' ',
  ),
);
const TOO_LONG = /context.{0,20}(length|size|window)|too long|too many tokens|exceed.{0,40}context/i;

/**
 * What an engine's error status means for the buyer. The engine's own words are read here and never leave: neither in
 * the fault, which travels in clear, nor in a log.
 */
export function faultOfStatus(status: number, body: string, maxInputTokens: number): Fault {
  if (status === 429 || status === 503) return fail('node_busy').fault;
  if (status < 400 || status >= 500 || [401, 403, 404, 405, 407].includes(status))
    return fail('engine_unreachable').fault;
  const { words, parameter, code } = readError(body);
  if (code === 'context_length_exceeded' || TOO_LONG.test(words)) {
    return fail('context_too_long', { limit: maxInputTokens }).fault;
  }
  return fail('engine_refused', { hint: parameter ? `HTTP ${status}, ${parameter}` : `HTTP ${status}` }).fault;
}

function readError(body: string): { words: string; parameter: string | null; code: string } {
  let raw: unknown;
  try {
    raw = JSON.parse(body);
  } catch {
    return { words: body, parameter: null, code: '' };
  }
  const parsed = ErrorBody.safeParse(raw);
  if (!parsed.success) return { words: '', parameter: null, code: '' };
  const { error, message } = parsed.data;
  if (typeof error === 'string') return { words: error, parameter: null, code: '' };
  const parameter = String(error?.param ?? '');
  return {
    words: String(error?.message ?? message ?? ''),
    parameter: KNOWN_PARAMETERS.has(parameter) ? parameter : null,
    code: String(error?.code ?? ''),
  };
}
