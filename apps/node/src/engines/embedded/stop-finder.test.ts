import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StopFinder } from './stop-finder.ts';

function run(pieces: readonly string[], stops: readonly string[]) {
  const finder = new StopFinder(stops);
  let shown = '';
  for (const piece of pieces) {
    const { text, isStopped } = finder.push(piece);
    shown += text;
    if (isStopped) return { shown, isStopped: true };
  }
  return { shown: shown + finder.flush(), isStopped: false };
}

describe('the stop finder', () => {
  it.each([
    [['hello ', 'wor', 'ld'], ['world'], { shown: 'hello ', isStopped: true }],
    [['a<|', 'e', 'nd|>b'], ['<|end|>'], { shown: 'a', isStopped: true }],
    [['a<|', 'e', 'nb'], ['<|end|>'], { shown: 'a<|enb', isStopped: false }],
    [['one two three'], ['three', 'two'], { shown: 'one ', isStopped: true }],
    [['text'], [''], { shown: 'text', isStopped: false }],
  ])('%j with stops %j', (pieces, stops, expected) => {
    expect(run(pieces, stops)).toEqual(expected);
  });

  it('shows what the whole text holds before the first stop, however it is cut into pieces', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 30 });
    const stops = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 4 }), {
      maxLength: 3,
    });
    fc.assert(
      fc.property(fc.array(letters, { maxLength: 8 }), stops, (pieces, wanted) => {
        const whole = pieces.join('');
        const { shown, isStopped } = run(pieces, wanted);
        expect(wanted.some((stop) => shown.includes(stop))).toBe(false);
        expect(whole.startsWith(shown)).toBe(true);
        expect(isStopped).toBe(wanted.some((stop) => whole.includes(stop)));
        if (!isStopped) expect(shown).toBe(whole);
      }),
    );
  });
});
