import { FINISH_REASONS, type FinishReason } from '@spindle/sealed/node';
import * as z from 'zod/mini';
import type { Piece } from '../engine.ts';

const tokens = z.nullish(z.int().check(z.minimum(0)));
const ToolCall = z.object({
  index: z.optional(z.int()),
  id: z.nullish(z.string()),
  function: z.nullish(z.object({ name: z.nullish(z.string()), arguments: z.nullish(z.string()) })),
});
const ChunkSchema = z.object({
  error: z.optional(z.unknown()),
  choices: z.nullish(
    z.array(
      z.object({
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
  finish: FinishReason | null;
  usage: { input: number; cached: number; output: number } | null;
  isError: boolean;
}

/** @returns null when it is not a chunk of a chat completion. */
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
  const choice = chunk.choices?.[0];
  return {
    pieces: choice ? piecesOf(choice) : [],
    finish: finishOf(choice?.finish_reason),
    usage: usageOf(chunk.usage),
    isError: chunk.error !== undefined && chunk.error !== null,
  };
}

type Choice = NonNullable<RawChunk['choices']>[number];

function piecesOf({ delta, logprobs }: Choice): Piece[] {
  const pieces: Piece[] = [];
  const reasoning = delta?.reasoning_content ?? delta?.reasoning;
  if (reasoning) pieces.push({ kind: 'reasoning', text: reasoning });
  if (delta?.content) pieces.push({ kind: 'text', text: delta.content });
  if (delta?.refusal) pieces.push({ kind: 'refusal', text: delta.refusal });
  for (const [at, call] of (delta?.tool_calls ?? []).entries()) {
    const { name, arguments: args } = call.function ?? {};
    pieces.push({
      kind: 'tool',
      index: call.index ?? at,
      ...(call.id ? { id: call.id } : {}),
      ...(name ? { name } : {}),
      ...(args ? { arguments: args } : {}),
    });
  }
  if (logprobs) pieces.push({ kind: 'logprobs', logprobs });
  return pieces;
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
