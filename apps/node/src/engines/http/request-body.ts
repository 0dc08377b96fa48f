import { assertNever, ok, type Result } from '@spindle/shared';
import type { Ask, Said } from '../engine.ts';
import { type CompletionRequest, choicesOf } from '../questions/index.ts';
import type { Attached, Body, Dialect, Patience } from './dialect.ts';
import type { Server } from './server.ts';

/** Where an engine is, and how to ask it. */
export interface Target extends Server {
  /** The model's name there. */
  name: string;
  dialect: Dialect;
  attached: Attached;
  patience: Patience;
}

/** The path and the body that put a question to an engine. Refusal: what its program can't be asked. */
export function requestOf(ask: Ask, target: Target): Result<{ path: string; body: Body }> {
  const { path, body } = plainRequestOf(ask, target);
  const shaped = target.attached.shape?.(body, ask) ?? ok(body);
  return shaped.ok ? ok({ path, body: shaped.value }) : shaped;
}

function plainRequestOf(ask: Ask, { name: model, dialect }: Target): { path: string; body: Body } {
  switch (ask.kind) {
    case 'chat': {
      const { max_completion_tokens: _, ...request } = ask.request;
      const goingOn = ask.said ? dialect.goOn(ask.request, ask.said) : {};
      return { path: '/chat/completions', body: { ...request, ...goingOn, model, ...streamed(ask) } };
    }
    case 'completion':
      return { path: '/completions', body: { ...promptOf(ask.request, ask.said ?? null), model, ...streamed(ask) } };
    case 'embeddings':
      return { path: '/embeddings', body: { ...ask.request, model, encoding_format: 'float' } };
    default:
      return assertNever(ask);
  }
}

/** Engines limit each answer, the terms all of them. */
const streamed = (ask: Ask) => ({
  max_tokens: Math.max(1, Math.floor(ask.maxOutputTokens / choicesOf(ask))),
  stream: true,
  // The second is vLLM's and SGLang's: exact counts while the answer runs. Others leave it unread.
  stream_options: { include_usage: true, continuous_usage_stats: true },
});

/** Text goes on behind text. An echo of the prompt, when one was asked for, was said with it. */
function promptOf(request: CompletionRequest, said: Said | null): object {
  if (!said || typeof request.prompt !== 'string') return request;
  const { echo, ...rest } = request;
  return { ...rest, prompt: echo ? said.text : request.prompt + said.text };
}
