import type { TokenPrice } from '@spindle/shared';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DemandCell } from '../usage/index.ts';
import { priceCurve } from './price-curve.ts';
import { type ReplayInput, replayAt } from './replay-demand.ts';

/** One dollar a million tokens, read or written. */
const flat = (microUsd: number): TokenPrice => ({
  inputMicroUsdPerMTok: BigInt(microUsd),
  cachedInputMicroUsdPerMTok: BigInt(microUsd),
  outputMicroUsdPerMTok: BigInt(microUsd),
});

/** 100 requests of 20,000 tokens in all, paid at a dollar a million. */
const cell = (parts: Partial<DemandCell> = {}): DemandCell => ({
  listingId: 'theirs',
  tier: 'community',
  policy: 'cheapest',
  serviceClass: 'interactive',
  requests: 100,
  inputTokens: 1_000_000,
  cachedTokens: 0,
  outputTokens: 1_000_000,
  costMicroUsd: 2_000_000n,
  ...parts,
});

const inputOf = (cells: DemandCell[], parts: Partial<ReplayInput> = {}): ReplayInput => ({
  cells,
  listingId: 'mine',
  tier: 'community',
  batchDiscountPercent: 50,
  rivals: [{ price: flat(1_000_000), batchDiscountPercent: 50, tier: 'community' }],
  capacityTokens: null,
  feeBasisPoints: 0,
  ...parts,
});

const requestsAt = (dollars: number, cells: DemandCell[], parts: Partial<ReplayInput> = {}) =>
  replayAt(flat(Math.round(dollars * 1e6)), inputOf(cells, parts)).requests;

describe('last week’s requests at a price of mine', () => {
  it.each<[string, number, Partial<DemandCell>, Partial<ReplayInput>, number]>([
    ['cheaper than what was paid', 0.99, {}, {}, 100],
    ['the same', 1, {}, {}, 50],
    ['dearer', 1.01, {}, {}, 0],
    ['balanced: within a tenth is the same', 1.09, { policy: 'balanced' }, {}, 50],
    ['balanced: cheaper by more than a tenth', 0.9, { policy: 'balanced' }, {}, 100],
    ['balanced: dearer by more than a tenth', 1.11, { policy: 'balanced' }, {}, 0],
    ['fastest: no price brings it', 0.1, { policy: 'fastest' }, {}, 0],
    ['fastest: no price loses my own', 9, { policy: 'fastest', listingId: 'mine' }, {}, 100],
    ['private: the stronger tier, dearer', 9, { policy: 'private' }, { tier: 'verified' }, 100],
    ['private: the same tier, dearer', 9, { policy: 'private' }, {}, 0],
    ['bought at a stronger tier than mine', 0.1, { tier: 'verified' }, {}, 0],
    ['my own, kept against the cheapest rival', 0.99, { listingId: 'mine' }, {}, 100],
    ['my own, lost to the cheapest rival', 1.01, { listingId: 'mine' }, {}, 0],
    ['my own, where nobody else sells', 9, { listingId: 'mine' }, { rivals: [] }, 100],
    ['a batch, at the price of batches', 1.5, { serviceClass: 'batch' }, {}, 100],
  ])('%s', (_, dollars, parts, input, requests) => {
    expect(requestsAt(dollars, [cell(parts)], input)).toBe(requests);
  });

  it('earn what their tokens cost at it, less the fee', () => {
    expect(replayAt(flat(500_000), inputOf([cell()], { feeBasisPoints: 500 })).earnedMicroUsd).toBe(950_000n);
  });

  it('are no more than my machines can write', () => {
    const replayed = replayAt(flat(500_000), inputOf([cell()], { capacityTokens: 250_000 }));
    expect(replayed).toEqual({ requests: 25, earnedMicroUsd: 250_000n });
  });

  it('never become more when the price rises', () => {
    const cells = [cell(), cell({ policy: 'balanced' }), cell({ policy: 'fastest', listingId: 'mine' })];
    const price = fc.integer({ min: 1_000, max: 5_000_000 });
    fc.assert(
      fc.property(price, price, (a, b) => {
        const [low, high] = a < b ? [a, b] : [b, a];
        expect(requestsAt(low / 1e6, cells)).toBeGreaterThanOrEqual(requestsAt(high / 1e6, cells));
      }),
    );
  });
});

describe('the curve', () => {
  it('has its best just below what is paid', () => {
    const curve = priceCurve(flat(1_000_000), inputOf([cell()])) ?? [];
    const best = curve.reduce((a, b) => (b.earnedMicroUsd > a.earnedMicroUsd ? b : a));
    expect(best.percent).toBe(99);
    expect(curve.at(-1)).toMatchObject({ requests: 0, earnedMicroUsd: 0n });
  });

  it('is not drawn of too little', () => {
    expect(priceCurve(flat(1_000_000), inputOf([cell({ requests: 19 })]))).toBeNull();
  });
});
