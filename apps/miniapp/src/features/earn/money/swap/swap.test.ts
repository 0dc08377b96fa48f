import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jettonText } from './jetton-text.ts';
import { parseSentSwap, phaseOf, type SentSwap } from './sent-swap.ts';
import { leastUnits, marketSlippage, slippagesOf } from './swap-terms.ts';

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');
const USDT = { symbol: 'USDT', decimals: 6 };
const price = { askUnits: 10_000_000n, minAskUnits: 9_900_000n };

describe('the least that coins shall bring', () => {
  it('is the market’s own unless something else is chosen', () => {
    expect(slippagesOf(price)).toEqual([50, 100, 300]);
    expect(leastUnits(price, null)).toBe(9_900_000n);
    expect(leastUnits(price, 50)).toBe(9_950_000n);
    expect(leastUnits(price, 300)).toBe(9_700_000n);
  });

  it('has each choice once, in order, whatever the market’s is', () => {
    expect(slippagesOf({ askUnits: 1_000n, minAskUnits: 995n })).toEqual([50, 300]);
    expect(slippagesOf({ askUnits: 1_000n, minAskUnits: 900n })).toEqual([50, 300, 1_000]);
  });

  it('of nothing is nothing', () => {
    expect(marketSlippage({ askUnits: 0n, minAskUnits: 0n })).toBe(0);
    expect(leastUnits({ askUnits: 0n, minAskUnits: 0n }, 50)).toBe(0n);
  });

  it('is never further below the price than was chosen, nor above it', () => {
    fc.assert(
      fc.property(fc.bigInt(1n, 10n ** 18n), fc.constantFrom(50, 300), (askUnits, slippage) => {
        const least = leastUnits({ askUnits, minAskUnits: (askUnits * 99n) / 100n }, slippage);
        expect(least).toBeLessThanOrEqual(askUnits);
        expect(least * 10_000n).toBeGreaterThanOrEqual(askUnits * BigInt(10_000 - slippage));
      }),
    );
  });
});

describe('an amount of a jetton', () => {
  it.each([
    [7_425_999n, 'en', '7.4259 USDT'],
    [12n, 'en', '0.000012 USDT'],
    [0n, 'en', '0 USDT'],
    [1_500_000n, 'ru', '1,5 USDT'],
  ] as const)('%s in %s is %s, cut off', (units, language, text) => {
    expect(plain(jettonText(units, USDT, language))).toBe(text);
  });

  it('may have fewer places than are shown', () => {
    expect(jettonText(123n, { symbol: 'NOT', decimals: 0 }, 'en')).toBe('123 NOT');
  });
});

describe('a swap that was sent', () => {
  const sent: SentSwap = { wallet: '0:ab', offer: '2 TON', least: '7 USDT', sentAtMs: 1_000, untilMs: 601_000 };

  it.each([
    [600_999, 'sent'],
    [601_000, 'overdue'],
    [901_000, 'over'],
  ] as const)('at %s ms is %s', (nowMs, phase) => expect(phaseOf(sent, nowMs)).toBe(phase));

  it('is known again for a day, and nothing else is taken for one', () => {
    expect(parseSentSwap(JSON.stringify(sent), 2_000)).toEqual(sent);
    expect(parseSentSwap(JSON.stringify(sent), 1_000 + 24 * 3_600_000)).toBeNull();
    for (const text of [null, '', '{', '5', '{}', JSON.stringify({ ...sent, untilMs: '9' })]) {
      expect(parseSentSwap(text, 2_000)).toBeNull();
    }
  });
});
