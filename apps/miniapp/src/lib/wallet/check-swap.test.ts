import { expect, it } from 'vitest';
import { checkSwap, SWAP_EXTRA_NANO } from './check-swap.ts';

const wallet = `0:${'ab'.repeat(32)}`;
const own = { offerNano: 2_000_000_000n, wallet };

it('a swap that is of this wallet and carries what was shown is let through', () => {
  checkSwap({ amount: '2310000000', wallet: wallet.toUpperCase() }, own);
  checkSwap({ amount: String(own.offerNano + SWAP_EXTRA_NANO), wallet }, own);
});

it.each([
  ['of another wallet', { amount: '2310000000', wallet: `0:${'cd'.repeat(32)}` }, 'wallet'],
  ['that carries less than the coins', { amount: '1999999999', wallet }, 'amount'],
  ['that carries much more', { amount: String(own.offerNano + SWAP_EXTRA_NANO + 1n), wallet }, 'amount'],
])('a swap %s is refused', (_, message, field) => {
  expect(() => checkSwap(message, own)).toThrow(
    expect.objectContaining({ fault: { code: 'swap_untrusted', facts: { field } } }),
  );
});
