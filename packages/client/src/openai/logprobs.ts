import type { Piece } from '../events.ts';

/**
 * Engines send log probabilities with the tokens of each piece; a whole answer has them in one object. It is an object of
 * lists (`content`, `refusal` of a chat; `tokens`, `text_offset`, … of a text completion), and each list goes on.
 */
export function logprobsOf(pieces: readonly Piece[]): unknown {
  const whole: Record<string, unknown[] | null> = {};
  for (const piece of pieces) {
    if (piece.kind !== 'logprobs' || typeof piece.logprobs !== 'object' || piece.logprobs === null) continue;
    for (const [name, list] of Object.entries(piece.logprobs)) {
      const before = whole[name] ?? null;
      whole[name] = Array.isArray(list) ? [...(before ?? []), ...list] : before;
    }
  }
  if (Object.keys(whole).length === 0) return null;
  return 'content' in whole ? { refusal: null, ...whole } : whole;
}
