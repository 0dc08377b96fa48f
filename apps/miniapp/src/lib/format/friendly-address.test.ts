import { describe, expect, it } from 'vitest';
import { friendlyAddress } from './friendly-address.ts';

const NOBODY = `0:${'0'.repeat(64)}`;
/** The elector of the main chain, as TON's documentation gives it in both forms. */
const ELECTOR = `-1:${'3'.repeat(64)}`;

describe('an address as wallets show it', () => {
  it('is a wallet’s, or a contract’s', () => {
    expect(friendlyAddress(NOBODY, -239)).toBe('UQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAJKZ');
    expect(friendlyAddress(NOBODY, -239, 'contract')).toBe('EQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAM9c');
    expect(friendlyAddress(ELECTOR, -239, 'contract')).toBe('Ef8zMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzM0vF');
  });

  it('says that it is of the test network', () => {
    expect(friendlyAddress(NOBODY, -3)).toMatch(/^0Q/);
    expect(friendlyAddress(NOBODY, -3, 'contract')).toMatch(/^kQ/);
  });

  it('leaves alone what is no raw address', () => {
    expect(friendlyAddress('UQabc', -239)).toBe('UQabc');
  });
});
