import { describe, expect, it } from 'vitest';
import { AnswerBounds } from './answer-bounds.ts';

const CHAT = { kind: 'chat', maxInputTokens: 1_000 } as const;
/** A frame of one padded step, as most are. */
const FRAME_BYTES = 88;

/** Sends so many frames. @returns the code of the first that was too much. */
function send(
  frames: number,
  bytes: number,
  tokensEach: number,
  parts: ConstructorParameters<typeof AnswerBounds>[0] = CHAT,
) {
  const bounds = new AnswerBounds(parts);
  for (let at = 1; at <= frames; at++) {
    const fault = bounds.take(bytes, Math.round(at * tokensEach));
    if (fault) return { code: fault.code, at };
  }
  return null;
}

describe('an answer that is none', () => {
  it.each<[string, number, number, number, string | null]>([
    ['one token in each frame', 5_000, FRAME_BYTES, 1, null],
    ['thirty tokens in each', 500, FRAME_BYTES + 64, 30, null],
    ['tool calls without a token until their end', 900, 1_000, 0, null],
    ['log probabilities of twenty neighbours', 2_000, 3_000, 1, null],
    ['more tokens than bytes', 100, FRAME_BYTES, 65, 'tokens_inflated'],
    ['a hundred times as many tokens at once', 1, FRAME_BYTES, 5_000, 'tokens_inflated'],
    ['frames without end', 100_000, FRAME_BYTES, 0, 'answer_flooded'],
    ['megabytes without a token', 100, 64 * 1024, 0, 'answer_flooded'],
  ])('%s', (_, frames, bytes, tokensEach, expected) => {
    expect(send(frames, bytes, tokensEach)?.code ?? null).toBe(expected);
  });

  it('vectors are bounded by what was asked', () => {
    expect(send(1_000, 44_000, 0, { kind: 'embeddings', maxInputTokens: 8_000 })).toBeNull();
    expect(send(1_000, 44_000, 0, { kind: 'embeddings', maxInputTokens: 8 })?.code).toBe('answer_flooded');
  });

  it('is seen before a megabyte too many has passed', () => {
    const seen = send(100, 64 * 1024, 0);
    expect(seen?.at).toBeLessThanOrEqual(17);
  });
});
