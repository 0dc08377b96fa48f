import { type Fault, fail } from '@spindle/shared';
import * as z from 'zod/mini';
import type { Ask } from '../engine.ts';
import { refuse } from '../questions/index.ts';

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
  /** vLLM's own errors lie flat. */
  message: z.optional(z.unknown()),
  param: z.optional(z.unknown()),
  code: z.optional(z.unknown()),
  /** FastAPI's. */
  detail: z.optional(z.union([z.array(z.looseObject({ loc: z.optional(z.array(z.unknown())) })), z.unknown()])),
});

const TOO_LONG = /context.{0,20}(length|size|window)|too long|too many tokens|exceed.{0,40}context/i;
/** No such path, or none for this model. */
const NO_SUCH_KIND = [404, 405, 501];

/**
 * What an engine's error status means for the buyer. The engine's own words are read here and never leave: neither in
 * the fault, which travels in clear, nor in a log. Of all that it says, only the name of a parameter goes on, and only when
 * the buyer's own request has it.
 */
export function faultOfStatus(status: number, body: string, ask: Ask, model: string): Fault {
  if (status === 429 || status === 503) return fail('node_busy').fault;
  if (ask.kind !== 'chat' && NO_SUCH_KIND.includes(status)) return fail('model_kind', { model, kind: ask.kind }).fault;
  const { words, places, code } = readError(body);
  // llama-server answers 500, and 501, for what the model can't do.
  const parameter = status === 401 || status === 403 ? null : parameterOf(words, places, Object.keys(ask.request));
  if (status < 400 || [401, 403, 404, 405, 407].includes(status)) return fail('engine_unreachable').fault;
  if (status < 500 && (code === 'context_length_exceeded' || TOO_LONG.test(words))) {
    return fail('context_too_long', { limit: ask.maxInputTokens }).fault;
  }
  if (parameter) return refuse(parameter, 'the engine refused it; change it, leave it out, or choose another offer');
  return status < 500 ? fail('engine_refused', { hint: `HTTP ${status}` }).fault : fail('engine_unreachable').fault;
}

const COMPLAINT =
  /^\W*(?:the )?(?:unsupported |invalid |unknown )?(?:(?:parameter|param|argument|field|option)\W{1,3})?[`'"]?(\w+)/i;

/**
 * The parameter that an engine complains of: by the fields that are made for it, else as the first word of the complaint
 * (`temperature must be …`). Never by a word further on, which may be quoted from the prompt.
 */
function parameterOf(words: string, places: readonly string[], own: readonly string[]): string | null {
  const named = places.find((place) => own.includes(place));
  if (named) return named;
  const first = COMPLAINT.exec(words)?.[1];
  return first && first.length > 1 && own.includes(first) ? first : null;
}

/** @returns `places`: where the error says that it lies, by OpenAI's `param` or FastAPI's `loc`. */
function readError(body: string): { words: string; places: string[]; code: string } {
  let raw: unknown;
  try {
    raw = JSON.parse(body);
  } catch {
    return { words: body, places: [], code: '' };
  }
  const parsed = ErrorBody.safeParse(raw);
  if (!parsed.success) return { words: '', places: [], code: '' };
  const { error, message, param, detail, code } = parsed.data;
  if (typeof error === 'string') return { words: error, places: [], code: '' };
  const locs = Array.isArray(detail) ? detail.flatMap((one) => one?.loc ?? []) : [];
  return {
    words: String(error?.message ?? message ?? ''),
    places: [error?.param, param, ...locs].filter((place) => typeof place === 'string'),
    code: String(error?.code ?? code ?? ''),
  };
}
