import { assertNever } from '@spindle/shared';
import type { Ask, Said } from '../engine.ts';
import { type ChatRequest, type CompletionRequest, choicesOf } from '../questions/index.ts';
import type { Software } from './software.ts';

/** Where an engine is, and how to ask it. */
export interface Target {
  url: string;
  key: string | null;
  /** The model's name there. */
  name: string;
  software: Software;
  /** Nothing came for so long: the engine hangs. */
  idleMs: number;
}

/** The path and the body that put a question to an engine. */
export function requestOf(ask: Ask, target: Target): { path: string; body: object } {
  const { name: model } = target;
  switch (ask.kind) {
    case 'chat': {
      const { max_completion_tokens: _, ...request } = ask.request;
      const body = { ...request, ...goingOn(ask.request, ask.said ?? null, target.software) };
      return { path: '/chat/completions', body: { ...body, model, ...streamed(ask) } };
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

/**
 * Goes on with what was said as the beginning of the assistant's message. vLLM and SGLang must be told
 * (docs.vllm.ai, OpenAI-compatible server, `continue_final_message`); llama-server always does so with a last message of the
 * assistant (tools/server/README.md). A buyer who began the answer themselves gets it continued behind both.
 */
function goingOn(request: ChatRequest, said: Said | null, software: Software): object {
  if (!said) return {};
  const last = request.messages.at(-1);
  const isBegun = last?.role === 'assistant' && (software === 'llamacpp' || request.continue_final_message === true);
  const begun = isBegun && typeof last.content === 'string' ? last.content : '';
  const before = isBegun ? request.messages.slice(0, -1) : request.messages;
  const messages = [...before, { role: 'assistant', content: begun + said.text }];
  if (software === 'llamacpp') return { messages };
  return { messages, add_generation_prompt: false, continue_final_message: true };
}

/** Text goes on behind text. An echo of the prompt, when one was asked for, was said with it. */
function promptOf(request: CompletionRequest, said: Said | null): object {
  if (!said || typeof request.prompt !== 'string') return request;
  const { echo, ...rest } = request;
  return { ...rest, prompt: echo ? said.text : request.prompt + said.text };
}
