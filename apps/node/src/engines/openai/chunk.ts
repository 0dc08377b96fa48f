import { FINISH_REASONS, type FinishReason } from '@spindle/sealed/node';
import * as z from 'zod/mini';
import type { Piece } from '../engine.ts';

const tokens = z.nullish(z.int().check(z.minimum(0)));
const ToolCall = z.object({
  index: z.optional(z.int().check(z.minimum(0))),
  id: z.nullish(z.string()),
  function: z.nullish(z.object({ name: z.nullish(z.string()), arguments: z.nullish(z.string()) })),
});
const ChunkSchema = z.object({
  error: z.optional(z.unknown()),
  choices: z.nullish(
    z.array(
      z.object({
        index: z.optional(z.int().check(z.minimum(0))),
        /** Of a completion. */
        text: z.nullish(z.string()),
        delta: z.nullish(
          z.object({
            content: z.nullish(z.string()),
            refusal: z.nullish(z.string()),
            reasoning_content: z.nullish(z.string()),
            /** vLLM's newer name for the same. */
            reasoning: z.nullish(z.string()),
            tool_calls: z.nullish(z.array(ToolCall)),
          }),
        ),
        logprobs: z.nullish(z.unknown()),
        finish_reason: z.nullish(z.string()),
      }),
    ),
  ),
  usage: z.nullish(
    z.object({
      prompt_tokens: tokens,
      completion_tokens: tokens,
      prompt_tokens_details: z.nullish(z.object({ cached_tokens: tokens })),
    }),
  ),
});
type RawChunk = z.output<typeof ChunkSchema>;

/** What one event of an OpenAI stream says. */
export interface Chunk {
  pieces: Piece[];
  finishes: { choice: number; reason: FinishReason }[];
  usage: { input: number; cached: number; output: number } | null;
  isError: boolean;
}

/** @returns null when it is not a chunk of a chat or a completion. */
export function readChunk(data: string): Chunk | null {
  let raw: unknown;
  try {
    raw = JSON.parse(data);
  } catch {
    return null;
  }
  const parsed = ChunkSchema.safeParse(raw);
  if (!parsed.success) return null;
  const chunk = parsed.data;
  const choices = chunk.choices ?? [];
  return {
    pieces: choices.flatMap(piecesOf),
    finishes: choices.flatMap(({ index = 0, finish_reason }) => {
      const reason = finishOf(finish_reason);
      return reason ? { choice: index, reason } : [];
    }),
    usage: usageOf(chunk.usage),
    isError: chunk.error !== undefined && chunk.error !== null,
  };
}

type Choice = NonNullable<RawChunk['choices']>[number];

function piecesOf(choice: Choice): Piece[] {
  const { index = 0 } = choice;
  const pieces = [...saidIn(choice)];
  return index === 0 ? pieces : pieces.map((piece) => ({ ...piece, choice: index }));
}

function* saidIn({ text, delta, logprobs }: Choice): Generator<Exclude<Piece, { kind: 'embedding' }>> {
  const reasoning = delta?.reasoning_content ?? delta?.reasoning;
  if (reasoning) yield { kind: 'reasoning', text: reasoning };
  const words = delta?.content ?? text;
  if (words) yield { kind: 'text', text: words };
  if (delta?.refusal) yield { kind: 'refusal', text: delta.refusal };
  for (const [at, call] of (delta?.tool_calls ?? []).entries()) {
    const { name, arguments: args } = call.function ?? {};
    yield {
      kind: 'tool',
      index: call.index ?? at,
      ...(call.id ? { id: call.id } : {}),
      ...(name ? { name } : {}),
      ...(args ? { arguments: args } : {}),
    };
  }
  if (logprobs) yield { kind: 'logprobs', logprobs };
}

function finishOf(reason: string | null | undefined): FinishReason | null {
  if (!reason) return null;
  // `function_call`, `eos`, `abort` and the like: the model said its last word.
  return FINISH_REASONS.find((known) => known === reason) ?? 'stop';
}

function usageOf(usage: RawChunk['usage']): Chunk['usage'] {
  if (!usage) return null;
  const input = usage.prompt_tokens ?? 0;
  const cached = usage.prompt_tokens_details?.cached_tokens ?? 0;
  return { input, cached: Math.min(cached, input), output: usage.completion_tokens ?? 0 };
}
