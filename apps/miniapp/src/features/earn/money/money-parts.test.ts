import fc from 'fast-check';
import { expect, it } from 'vitest';
import { exposureNano, partsOf } from './money-parts.ts';

it('what was earned is paid, on chain, promised or in the books', () => {
  const parts = partsOf({ earnedNano: 100n, promisedNano: 90n, claimableNano: 30n, paidNano: 40n });
  expect(parts).toEqual({ paidNano: 40n, claimableNano: 30n, promisedNano: 20n, bookedNano: 10n });
  expect(exposureNano(parts)).toBe(30n);
});

it('the parts sum to what was earned, whenever one looks', () => {
  const step = fc.bigInt(0n, 10n ** 12n);
  fc.assert(
    fc.property(step, step, step, step, (paidNano, claimableNano, more, rest) => {
      const promisedNano = paidNano + claimableNano + more;
      const earnedNano = promisedNano + rest;
      const parts = partsOf({ earnedNano, promisedNano, claimableNano, paidNano });
      expect(Object.values(parts).reduce((sum: bigint, part: bigint) => sum + part, 0n)).toBe(earnedNano);
      expect(exposureNano(parts)).toBe(earnedNano - paidNano - claimableNano);
    }),
  );
});
