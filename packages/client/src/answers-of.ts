import type { RequestKind } from '@spindle/shared';

/** How many answers a request asks for: `n` to each of its texts. */
export function answersOf(kind: RequestKind, { n, prompt }: Record<string, unknown>): number {
  const each = typeof n === 'number' ? n : 1;
  const texts = kind === 'completion' && Array.isArray(prompt) && typeof prompt[0] !== 'number' ? prompt.length : 1;
  return each * texts;
}
