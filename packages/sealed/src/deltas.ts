import { fail, ok, type Result, type TokenCount, text, utf8 } from '@spindle/shared';

/** Why a model stopped. */
export const FINISH_REASONS = ['stop', 'length', 'tool_calls', 'content_filter'] as const;
export type FinishReason = (typeof FINISH_REASONS)[number];

/** Which of several answers (`n`) a piece belongs to; left out for the first. */
interface OfChoice {
  choice?: number;
}

export interface ToolDelta extends OfChoice {
  kind: 'tool';
  /** Which call of the answer this belongs to. */
  index: number;
  id?: string;
  name?: string;
  arguments?: string;
}

/** A piece of an answer: what a choice of an OpenAI chunk says, without its repetition. */
export type Delta =
  | ({ kind: 'text'; text: string } & OfChoice)
  | ({ kind: 'reasoning'; text: string } & OfChoice)
  | ({ kind: 'refusal'; text: string } & OfChoice)
  | ToolDelta
  /** `choices[0].logprobs`, passed on as it is. */
  | ({ kind: 'logprobs'; logprobs: unknown } & OfChoice)
  /** The vector of one input: 32-bit floats, little-endian, in base64. */
  | { kind: 'embedding'; index: number; vector: string }
  /** Stands once, in the last frame. `moreReasons` are those of the second answer and on. */
  | { kind: 'end'; reason: FinishReason; usage: TokenCount; moreReasons?: FinishReason[] };

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
  const plain = compactOne(delta);
  return 'choice' in delta && delta.choice ? ['c', delta.choice, plain] : plain;
}

function compactOne(delta: Delta): unknown {
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
    case 'embedding':
      return ['v', delta.index, delta.vector];
    case 'end':
      return [
        'e',
        delta.reason,
        delta.usage.input,
        delta.usage.cached,
        delta.usage.output,
        ...(delta.moreReasons ?? []),
      ];
  }
}

function expand(item: unknown): Delta | null {
  if (!Array.isArray(item) || item[0] !== 'c') return expandOne(item);
  const [, choice, inner]: unknown[] = item;
  const delta = isCount(choice) && choice > 0 ? expandOne(inner) : null;
  return delta && isCount(choice) && delta.kind !== 'end' && delta.kind !== 'embedding' ? { ...delta, choice } : null;
}

function expandOne(item: unknown): Delta | null {
  if (typeof item === 'string') return { kind: 'text', text: item };
  if (!Array.isArray(item)) return null;
  const [letter, first, ...rest]: unknown[] = item;
  if (letter === 'r') return typeof first === 'string' ? { kind: 'reasoning', text: first } : null;
  if (letter === 'x') return typeof first === 'string' ? { kind: 'refusal', text: first } : null;
  if (letter === 't') return expandTool(first, rest);
  if (letter === 'p') return { kind: 'logprobs', logprobs: first ?? null };
  if (letter === 'v') return expandVector(first, rest[0]);
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

const expandVector = (index: unknown, vector: unknown): Delta | null =>
  isCount(index) && typeof vector === 'string' ? { kind: 'embedding', index, vector } : null;

const reasonOf = (word: unknown): FinishReason | undefined => FINISH_REASONS.find((name) => name === word);

function expandEnd(reason: unknown, [input, cached, output, ...more]: unknown[]): Delta | null {
  const known = reasonOf(reason);
  const moreReasons = more.flatMap((word) => reasonOf(word) ?? []);
  if (!known || moreReasons.length !== more.length) return null;
  if (!isCount(input) || !isCount(cached) || !isCount(output)) return null;
  return { kind: 'end', reason: known, usage: { input, cached, output }, ...(more.length > 0 && { moreReasons }) };
}

const isTextOrNull = (value: unknown): value is string | null => value === null || typeof value === 'string';
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;
