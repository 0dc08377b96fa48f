import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { costNano, feeNano } from './cost.ts';
import { coinsText, divideUp, microUsd, nanoToUsd, parseCoins, parseUsd, usdText, usdToNano } from './money.ts';

describe('amounts as text', () => {
  it.each([
    ['0.1', 100_000_000n],
    ['1', 1_000_000_000n],
    ['0,5', 500_000_000n],
    [' 2.000000001 ', 2_000_000_001n],
    ['0', 0n],
  ])('reads %s', (text, amount) => expect(parseCoins(text)).toBe(amount));

  it.each(['', '-1', '1.', '.5', '1e3', '0x10', '1.0000000001', 'one', '1 000', '9999999999999'])(
    'refuses «%s»',
    (text) => expect(parseCoins(text)).toBeNull(),
  );

  it('writes what it reads', () => {
    fc.assert(fc.property(fc.bigInt(0n, 10n ** 20n), (amount) => parseCoins(coinsText(amount)) === amount));
    fc.assert(fc.property(fc.bigInt(0n, 10n ** 15n), (amount) => parseUsd(usdText(amount)) === amount));
  });

  it('shows negative amounts of the ledger', () => expect(coinsText(-1_500_000_000n)).toBe('-1.5'));
});

describe('rates', () => {
  it('never understates a cost', () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 10n ** 12n), fc.bigInt(1n, 10n ** 9n), (usd, rate) => {
        const coins = usdToNano(microUsd(usd), rate);
        return coins * rate >= usd * 10n ** 9n && (coins - 1n) * rate < usd * 10n ** 9n;
      }),
    );
  });
  it('shows dollars', () => expect(nanoToUsd(500_000_000n, 3_200_000n)).toBe(1_600_000n));
  it('divides up', () => {
    expect(divideUp(10n, 3n)).toBe(4n);
    expect(divideUp(9n, 3n)).toBe(3n);
    expect(() => divideUp(1n, 0n)).toThrow(RangeError);
  });
});

describe('cost of an answer', () => {
  const price = {
    inputMicroUsdPerMTok: 100_000n,
    cachedInputMicroUsdPerMTok: 50_000n,
    outputMicroUsdPerMTok: 400_000n,
  };

  it('is one sum, rounded up once', () => {
    // (800 × 0.10 + 200 × 0.05 + 500 × 0.40) dollars per million = 290 µ$; at 3.20 $ = 90,625 nano
    expect(costNano(price, { input: 1000, cached: 200, output: 500 }, 3_200_000n)).toBe(90_625n);
    expect(costNano(price, { input: 1, cached: 0, output: 0 }, 3_000_000n)).toBe(34n);
    expect(costNano(price, { input: 0, cached: 0, output: 0 }, 3_000_000n)).toBe(0n);
  });

  it('splits into fee and the provider’s part without a lost nano', () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 10n ** 15n), fc.integer({ min: 0, max: 5000 }), (cost, basisPoints) => {
        const fee = feeNano(cost, basisPoints);
        return fee >= 0n && fee <= cost && fee * 10_000n <= cost * BigInt(basisPoints);
      }),
    );
  });
});
