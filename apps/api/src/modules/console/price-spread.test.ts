import type { TokenPrice } from '@spindle/shared';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { farSide, percentOfMedian, rivalryOf, spreadOf } from './price-spread.ts';

const priced = (dollars: number): TokenPrice => ({
  inputMicroUsdPerMTok: BigInt(dollars * 1e6),
  cachedInputMicroUsdPerMTok: BigInt(dollars * 5e5),
  outputMicroUsdPerMTok: BigInt(dollars * 1e6),
});

describe('the spread of prices', () => {
  it.each<[string, number[], [number, number, number]]>([
    ['one', [7], [7, 7, 7]],
    ['two', [0, 100], [10, 50, 90]],
    ['three, in no order', [30, 10, 20], [12, 20, 28]],
    ['eleven', [...Array(11).keys()], [1, 5, 9]],
  ])('of %s', (_, prices, [p10, median, p90]) => {
    const expected = { p10: BigInt(p10), median: BigInt(median), p90: BigInt(p90) };
    expect(spreadOf(prices.map(BigInt))).toEqual(expected);
  });

  it('lies within the prices, in order, whatever their order', () => {
    const prices = fc.array(fc.bigInt({ min: 0n, max: 10n ** 12n }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(prices, (given) => {
        const { p10, median, p90 } = spreadOf(given) ?? { p10: -1n, median: -1n, p90: -1n };
        const sorted = given.toSorted((a, b) => Number(a - b));
        expect([p10 >= (sorted[0] ?? 0n), p10 <= median, median <= p90, p90 <= (sorted.at(-1) ?? 0n)]).not.toContain(
          false,
        );
        expect(spreadOf(given.toReversed())).toEqual({ p10, median, p90 });
      }),
    );
  });

  it('of nothing is none', () => expect(spreadOf([])).toBeNull());
});

describe('a price far from the market’s', () => {
  const market = [1, 1.5, 2].map(priced);
  it.each([
    [3.81, 'above'],
    [3.8, null],
    [1, null],
    [0.55, null],
    [0.54, 'below'],
  ])('$%s beside $1, $1.50 and $2: %s', (dollars, side) =>
    expect(farSide(priced(dollars), rivalryOf(market))).toBe(side),
  );

  it('is not called so beside two', () => expect(farSide(priced(100), rivalryOf(market.slice(1)))).toBeNull());
  it('is told as a share of the median', () => {
    expect(percentOfMedian(priced(3), rivalryOf(market))).toBe(200);
    expect(percentOfMedian(priced(3), rivalryOf([]))).toBeNull();
  });
});
