import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aheadNano, isLow, topUpNano } from './top-up.ts';

const COIN = 10n ** 9n;
const rules = { leastNano: COIN / 2n, hours: 12 };

describe('funding ahead', () => {
  it.each([
    [0n, COIN / 2n],
    [COIN / 100n, COIN / 2n],
    [COIN, 12n * COIN],
    [1_000n * COIN, 100n * COIN],
  ])('at %s an hour, %s lies there', (perHour, ahead) => expect(aheadNano(rules, perHour)).toBe(ahead));

  it.each([
    [0n, COIN, false],
    [COIN / 2n, COIN, false],
    [COIN / 2n + 1n, COIN, true],
    [2n * COIN, COIN, true],
  ])('with %s promised of %s on deposit it is low: %s', (promisedNano, depositedNano, low) =>
    expect(isLow({ promisedNano, depositedNano }, COIN)).toBe(low),
  );

  it('covers what is promised and what shall lie ahead, with no more than a hundredth over; then it is not low', () => {
    const amount = fc.bigInt({ min: 0n, max: 1_000n * COIN });
    fc.assert(
      fc.property(amount, amount, amount, (promisedNano, depositedNano, ahead) => {
        const topUp = topUpNano({ promisedNano, depositedNano }, ahead);
        const after = depositedNano + topUp;
        expect(after).toBeGreaterThanOrEqual(promisedNano + ahead);
        if (topUp > 0n) expect(after).toBeLessThan(promisedNano + ahead + COIN / 100n);
        expect(isLow({ promisedNano, depositedNano: after }, ahead)).toBe(false);
      }),
    );
  });
});
