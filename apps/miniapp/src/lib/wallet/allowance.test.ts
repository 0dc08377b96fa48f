import { describe, expect, it } from 'vitest';
import { allowableNano, allowedNano, totalToSign } from './allowance.ts';

const TON = 1_000_000_000n;
const state = { depositedNano: 2n * TON, signedNano: TON / 2n, spentNano: TON / 10n, heldNano: 0n };

describe('an allowance', () => {
  it('is what is signed and neither spent nor held', () => {
    expect(allowedNano(state)).toBe((4n * TON) / 10n);
    expect(allowedNano({ ...state, heldNano: TON })).toBe(0n);
  });

  it('can be at most what is left of the deposit', () => {
    expect(allowableNano(state)).toBe((19n * TON) / 10n);
  });

  it('is signed as a total that counts what was spent before', () => {
    expect(totalToSign(state, TON)).toBe((11n * TON) / 10n);
  });

  it('never passes the deposit', () => {
    expect(totalToSign(state, 100n * TON)).toBe(2n * TON);
  });

  it('never shrinks: a smaller total is nothing to sign', () => {
    expect(totalToSign(state, TON / 100n)).toBeNull();
    expect(totalToSign({ ...state, signedNano: 2n * TON }, TON)).toBeNull();
  });

  it('of the first deposit is the smaller of deposit and cap', () => {
    const fresh = { depositedNano: TON / 10n, signedNano: 0n, spentNano: 0n, heldNano: 0n };
    expect(totalToSign(fresh, TON / 2n)).toBe(TON / 10n);
  });
});
