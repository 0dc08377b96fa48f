import { describe, expect, it } from 'vitest';
import { meetsTier, strongerTier, TIERS, weakestOf } from './tiers.ts';

describe('the stronger of two tiers', () => {
  it('is the one that meets both', () => {
    for (const a of TIERS)
      for (const b of TIERS) {
        const stronger = strongerTier(a, b);
        expect(stronger).toBe(strongerTier(b, a));
        expect(meetsTier(stronger, a) && meetsTier(stronger, b)).toBe(true);
        expect([a, b]).toContain(stronger);
      }
  });
  it('is the other where one asks for nothing', () => {
    expect(strongerTier(null, 'community')).toBe('community');
    expect(strongerTier('verified', undefined)).toBe('verified');
    expect(strongerTier(undefined, null)).toBeNull();
  });
});

describe('the weakest of several tiers', () => {
  it('meets no more than each of them', () => {
    for (const a of TIERS) for (const b of TIERS) expect(weakestOf([a, b])).toBe(strongerTier(a, b) === a ? b : a);
  });
  it('of none there is none', () => {
    expect(weakestOf([])).toBeUndefined();
  });
});
