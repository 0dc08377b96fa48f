import { fail, ok, type Result, type TokenCount, text, utf8 } from '@spindle/shared';

/** Why a model stopped. */
export const FINISH_REASONS = ['stop', 'length', 'tool_calls', 'content_filter'] as const;
export type FinishReason = (typeof FINISH_REASONS)[number];

export interface ToolDelta {
  kind: 'tool';
  /** Which call of the answer this belongs to. */
  index: number;
  id?: string;
  name?: string;
  arguments?: string;
}

/** A piece of an answer: what `choices[0]` of an OpenAI chunk says, without its repetition. */
export type Delta =
  | { kind: 'text'; text: string }
  | { kind: 'reasoning'; text: string }
  | { kind: 'refusal'; text: string }
  | ToolDelta
  /** `choices[0].logprobs`, passed on as it is. */
  | { kind: 'logprobs'; logprobs: unknown }
  /** Stands once, in the last frame. */
  | { kind: 'end'; reason: FinishReason; usage: TokenCount };

/**
 * The compact form: a JSON list in which text is a bare string (most of what is sent) and everything else a short list
 * led by a letter: `["Hello", ["e","stop",12,0,1]]`.
 */
export const encodeDeltas = (deltas: readonly Delta[]): Uint8Array<ArrayBuffer> =>
  utf8(JSON.stringify(deltas.map(compact)));

/** Refusal: `answer_damaged`. */
export function decodeDeltas(bytes: Uint8Array): Result<Delta[]> {
  const deltas: Delta[] = [];
  try {
    const items: unknown = JSON.parse(text(bytes));
    if (!Array.isArray(items)) return fail('answer_damaged');
    for (const item of items) {
      const delta = expand(item);
      if (!delta) return fail('answer_damaged');
      deltas.push(delta);
    }
  } catch {
    return fail('answer_damaged');
  }
  return ok(deltas);
}

function compact(delta: Delta): unknown {
  switch (delta.kind) {
    case 'text':
      return delta.text;
    case 'reasoning':
      return ['r', delta.text];
    case 'refusal':
      return ['x', delta.text];
    case 'tool':
      return ['t', delta.index, delta.id ?? null, delta.name ?? null, delta.arguments ?? null];
    case 'logprobs':
      return ['p', delta.logprobs];
    case 'end':
      return ['e', delta.reason, delta.usage.input, delta.usage.cached, delta.usage.output];
  }
}

function expand(item: unknown): Delta | null {
  if (typeof item === 'string') return { kind: 'text', text: item };
  if (!Array.isArray(item)) return null;
  const [letter, first, ...rest]: unknown[] = item;
  if (letter === 'r') return typeof first === 'string' ? { kind: 'reasoning', text: first } : null;
  if (letter === 'x') return typeof first === 'string' ? { kind: 'refusal', text: first } : null;
  if (letter === 't') return expandTool(first, rest);
  if (letter === 'p') return { kind: 'logprobs', logprobs: first ?? null };
  return letter === 'e' ? expandEnd(first, rest) : null;
}

function expandTool(index: unknown, [id, name, args]: unknown[]): Delta | null {
  if (!isCount(index) || !isTextOrNull(id) || !isTextOrNull(name) || !isTextOrNull(args)) return null;
  const delta: ToolDelta = { kind: 'tool', index };
  if (id !== null) delta.id = id;
  if (name !== null) delta.name = name;
  if (args !== null) delta.arguments = args;
  return delta;
}

function expandEnd(reason: unknown, [input, cached, output]: unknown[]): Delta | null {
  const known = FINISH_REASONS.find((name) => name === reason);
  if (!known || !isCount(input) || !isCount(cached) || !isCount(output)) return null;
  return { kind: 'end', reason: known, usage: { input, cached, output } };
}

const isTextOrNull = (value: unknown): value is string | null => value === null || typeof value === 'string';
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;
