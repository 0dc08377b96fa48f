import { FINISH_REASONS, type FinishReason } from '@spindle/sealed/node';
import type { Piece } from '../engine.ts';
import { countOf, type Fields, fieldsOf, listOf, textOf } from './fields.ts';

/** What one event of an OpenAI stream says. */
export interface Chunk {
  pieces: Piece[];
  finishes: { choice: number; reason: FinishReason }[];
  usage: { input: number; cached: number; output: number } | null;
  isError: boolean;
}

/** @returns null when it is not a chunk of a chat or a completion. */
export function readChunk(data: string): Chunk | null {
  try {
    const raw = fieldsOf(JSON.parse(data));
    return raw ? chunkOf(raw) : null;
  } catch {
    return null;
  }
}

function chunkOf({ choices, usage, error }: Fields): Chunk {
  const chunk: Chunk = {
    pieces: [],
    finishes: [],
    usage: usageOf(usage),
    isError: error !== undefined && error !== null,
  };
  for (const choice of listOf(choices)) readChoice(choice, chunk);
  return chunk;
}

type Said = Exclude<Piece, { kind: 'embedding' }>;

function readChoice(raw: Fields, { pieces, finishes }: Chunk): void {
  const choice = countOf(raw.index) ?? 0;
  const add = (piece: Said) => {
    if (choice > 0) piece.choice = choice;
    pieces.push(piece);
  };
  const delta = fieldsOf(raw.delta) ?? {};
  // vLLM's newer name stands second.
  const reasoning = textOf(delta.reasoning_content) ?? textOf(delta.reasoning);
  if (reasoning) add({ kind: 'reasoning', text: reasoning });
  // `text` is of a completion.
  const words = textOf(delta.content) ?? textOf(raw.text);
  if (words) add({ kind: 'text', text: words });
  const refusal = textOf(delta.refusal);
  if (refusal) add({ kind: 'refusal', text: refusal });
  for (const [at, call] of listOf(delta.tool_calls).entries()) add(toolOf(call, at));
  if (raw.logprobs) add({ kind: 'logprobs', logprobs: raw.logprobs });
  const reason = finishOf(textOf(raw.finish_reason));
  if (reason) finishes.push({ choice, reason });
}

function toolOf(call: Fields, at: number): Said {
  const made = fieldsOf(call.function) ?? {};
  const [id, name, args] = [textOf(call.id), textOf(made.name), textOf(made.arguments)];
  return {
    kind: 'tool',
    index: countOf(call.index) ?? at,
    ...(id ? { id } : {}),
    ...(name ? { name } : {}),
    ...(args ? { arguments: args } : {}),
  };
}

function finishOf(reason: string | undefined): FinishReason | null {
  if (!reason) return null;
  // `function_call`, `eos`, `abort` and the like: the model said its last word.
  return FINISH_REASONS.find((known) => known === reason) ?? 'stop';
}

function usageOf(raw: unknown): Chunk['usage'] {
  const usage = fieldsOf(raw);
  if (!usage) return null;
  const input = countOf(usage.prompt_tokens) ?? 0;
  const cached = countOf(fieldsOf(usage.prompt_tokens_details)?.cached_tokens) ?? 0;
  return { input, cached: Math.min(cached, input), output: countOf(usage.completion_tokens) ?? 0 };
}
