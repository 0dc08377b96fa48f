import { fail, ok, type Result } from '@spindle/shared';
import type { Ask } from '../engine.ts';
import type { Body } from '../http/dialect.ts';
import { refuse } from '../questions/index.ts';

/** What its workers take (`ValidateRequest.cpp`); anything else fails the whole request there. */
const TAKEN: Record<'chat' | 'completion', ReadonlySet<string>> = {
  chat: new Set([
    ...['messages', 'model', 'max_tokens', 'stream', 'stream_options', 'stop', 'n', 'temperature', 'top_p'],
    ...['frequency_penalty', 'presence_penalty', 'response_format', 'reasoning_effort', 'verbosity'],
    ...['parallel_tool_calls', 'chat_template_kwargs'],
  ]),
  completion: new Set([
    ...['prompt', 'model', 'max_tokens', 'stream', 'stream_options', 'stop', 'n', 'temperature', 'top_p'],
    ...['frequency_penalty', 'presence_penalty', 'best_of', 'echo', 'seed', 'skip_special_tokens'],
  ]),
};

/** Left out, the answer is still what was asked for: these are wishes, which nobody promises to keep. */
const WISHES = new Set(['seed', 'user', 'tool_choice', 'cache_salt', 'priority', 'top_logprobs']);

/** The runner gives up by itself after so long; our own deadlines are shorter. */
const TIMEOUT_SECONDS = 120;

/**
 * A request as a runner takes it, with the most that may be paid. A parameter that it doesn't take and that would change
 * the answer is refused by name rather than dropped. Refusals: `parameter_unsupported`, `model_kind`, `resume_unsupported`.
 */
export function shapeFor(body: Body, ask: Ask, maxCoefficient: number | null): Result<Body> {
  if (ask.kind === 'embeddings') return fail('model_kind', { model: String(body.model), kind: ask.kind });
  if (ask.kind === 'chat' && ask.said) return fail('resume_unsupported');
  const taken = TAKEN[ask.kind];
  const strange = Object.keys(body).find((name) => !taken.has(name) && !WISHES.has(name));
  if (strange)
    return { ok: false, fault: refuse(strange, 'Cocoon does not take it; choose another offer, or leave it out') };
  const kept = Object.entries(body).filter(([name]) => taken.has(name));
  return ok({
    ...Object.fromEntries(kept),
    stream_options: { include_usage: true },
    timeout: TIMEOUT_SECONDS,
    ...(maxCoefficient !== null && { max_coefficient: maxCoefficient }),
  });
}
