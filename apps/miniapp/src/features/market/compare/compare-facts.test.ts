import { describe, expect, it } from 'vitest';
import { bestOf, type Compared } from './compare-facts.ts';

const compared = (tokensPerSecond: number | null, dollars: bigint): Compared => ({
  proof: null,
  offer: {
    ...{ offerId: 'o', listingId: 'l', title: 'T', providerName: 'P', hardware: { id: 'h', name: 'H', memoryGb: 1 } },
    ...{
      gpuCount: 1,
      region: 'eu',
      tier: 'community',
      dataPolicy: 'undeclared',
      reviews: { count: 0, stars: 0 },
      nodesOnline: 1,
      slots: 1,
      freeSlots: 1,
    },
    ...{ price: priceOf(dollars), batchPrice: priceOf(dollars), tokensPerSecond, firstTokenMs: null },
  },
});
const priceOf = (amount: bigint) => ({
  inputMicroUsdPerMTok: amount,
  cachedInputMicroUsdPerMTok: amount,
  outputMicroUsdPerMTok: amount,
});

describe('the best of those that are compared', () => {
  it('is the cheapest by price, and the fastest by speed', () => {
    const all = [compared(10, 3n), compared(30, 5n), compared(20, 1n)];
    expect(bestOf('output', all)).toEqual([false, false, true]);
    expect(bestOf('speed', all)).toEqual([false, true, false]);
  });

  it('are several that are alike before another', () => {
    expect(bestOf('output', [compared(1, 1n), compared(1, 1n), compared(1, 2n)])).toEqual([true, true, false]);
  });

  it('is nobody where all are alike, or only one was measured', () => {
    expect(bestOf('output', [compared(1, 1n), compared(2, 1n)])).toEqual([false, false]);
    expect(bestOf('speed', [compared(1, 1n), compared(null, 1n)])).toEqual([false, false]);
    expect(bestOf('first', [compared(1, 1n), compared(null, 1n)])).toEqual([false, false]);
  });
});
