import { describe, expect, it } from 'vitest';
import { type EstimateFacts, estimateEarnings } from './estimate-earnings.ts';
import type { Estimate } from './shapes.ts';

/** Ten dollars a day are paid for a million tokens, four of them to the best of four machines. */
const facts: EstimateFacts = {
  requests: 700,
  costMicroUsd: 70_000_000n,
  outputTokens: 7_000_000,
  bestMicroUsd: 28_000_000n,
  sellers: 4,
  tokensPerSecond: 50,
  slots: 4,
  hoursPerDay: 24,
  feeBasisPoints: 0,
  watts: null,
  microUsdPerKwh: null,
};
const estimate = (parts: Partial<EstimateFacts>): Estimate => {
  const made = estimateEarnings({ ...facts, ...parts });
  if (typeof made === 'string') throw new Error(made);
  return made;
};

describe('an estimate', () => {
  it('reaches from an equal share to what the best listing gets', () => {
    expect(estimate({})).toMatchObject({ lowMicroUsd: 2_000_000n, highMicroUsd: 4_000_000n });
    expect(estimate({ bestMicroUsd: 0n })).toMatchObject({ lowMicroUsd: 2_000_000n, highMicroUsd: 2_000_000n });
  });

  it('is for the hours that the machine runs, less the fee', () => {
    expect(estimate({ hoursPerDay: 12, feeBasisPoints: 500 })).toMatchObject({
      lowMicroUsd: 950_000n,
      highMicroUsd: 1_900_000n,
    });
  });

  it('is no more than the machine can write', () => {
    // 0.5 tokens a second are 43,200 a day, at ten dollars a million.
    const slow = estimate({ tokensPerSecond: 0.5, slots: 1 });
    expect(slow).toMatchObject({ lowMicroUsd: 432_000n, highMicroUsd: 432_000n, lowUsePercent: 100 });
    expect(estimate({ tokensPerSecond: 46.2963, slots: 1 })).toMatchObject({ lowUsePercent: 5, highUsePercent: 10 });
  });

  it('says what electricity costs when both are told', () => {
    expect(estimate({ watts: 500, microUsdPerKwh: 200_000n }).electricityMicroUsd).toBe(2_400_000n);
    expect(estimate({ watts: 500 }).electricityMicroUsd).toBeNull();
  });

  it('says what it does not know rather than a number', () => {
    expect(estimateEarnings({ ...facts, requests: 19 })).toBe('no_demand');
    expect(estimateEarnings({ ...facts, tokensPerSecond: null })).toBe('no_speed');
  });

  it('of vectors, which write nothing, is not capped', () => {
    expect(estimate({ outputTokens: 0 })).toMatchObject({ lowMicroUsd: 2_000_000n, lowUsePercent: null });
  });
});
