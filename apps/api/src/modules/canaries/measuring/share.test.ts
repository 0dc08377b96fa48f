import fc from 'fast-check';
import { expect, it } from 'vitest';
import { SHARE, tokensLeft } from './share.ts';

it('is a hundredth of what an hour was measured to deliver, less what was taken', () => {
  expect(tokensLeft(100, 0)).toBe(3_600);
  expect(tokensLeft(100, 3_500)).toBe(100);
  expect(tokensLeft(100, 9_999)).toBe(0);
  expect(tokensLeft(null, 0)).toBe(0);
});

it('is never more than a hundredth, whatever was measured and taken', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1e6, noNaN: true }), fc.nat(1e7), (capacity, taken) => {
      const left = tokensLeft(capacity, taken);
      expect(left).toBeLessThanOrEqual(Math.max(0, capacity * 3_600 * SHARE - taken) + 1);
      expect(left).toBeGreaterThanOrEqual(0);
    }),
  );
});
