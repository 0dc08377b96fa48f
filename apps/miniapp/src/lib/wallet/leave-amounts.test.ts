import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leaveAmounts } from './leave-amounts.ts';

const channel = { depositedNano: 500n, claimedNano: 0n, signedNano: 400n, spentNano: 0n, heldNano: 0n };

describe('what comes back from an escrow', () => {
  it.each([
    ['nothing was spent', {}, { backNano: 500n, owedNano: 0n, signedNano: 400n }],
    ['some was spent', { spentNano: 30n }, { backNano: 470n, owedNano: 30n, signedNano: 400n }],
    ['an answer runs', { spentNano: 30n, heldNano: 20n }, { backNano: 450n, owedNano: 50n, signedNano: 400n }],
    [
      'what was spent was claimed',
      { spentNano: 30n, claimedNano: 30n },
      { backNano: 470n, owedNano: 0n, signedNano: 370n },
    ],
    [
      'part of it was claimed',
      { spentNano: 30n, claimedNano: 10n },
      { backNano: 470n, owedNano: 20n, signedNano: 390n },
    ],
    [
      'more was claimed than spent',
      { spentNano: 30n, claimedNano: 90n },
      { backNano: 410n, owedNano: 0n, signedNano: 310n },
    ],
    ['all was signed for', { signedNano: 900n }, { backNano: 500n, owedNano: 0n, signedNano: 500n }],
  ])('when %s', (_, parts, amounts) => {
    expect(leaveAmounts({ ...channel, ...parts })).toEqual(amounts);
  });

  it('never is more than is left, and nothing is negative', () => {
    const some = fc.bigInt({ min: 0n, max: 10n ** 15n });
    const parts = fc.record({ depositedNano: some, signedNano: some, spentNano: some, heldNano: some, part: some });
    fc.assert(
      fc.property(parts, ({ part, ...amounts }) => {
        const claimedNano = amounts.depositedNano === 0n ? 0n : part % (amounts.depositedNano + 1n);
        const { backNano, owedNano, signedNano } = leaveAmounts({ ...amounts, claimedNano });
        const leftNano = amounts.depositedNano - claimedNano;
        expect(backNano + owedNano).toBe(leftNano);
        for (const amount of [backNano, owedNano, signedNano]) {
          expect(amount >= 0n && amount <= leftNano).toBe(true);
        }
      }),
    );
  });
});
