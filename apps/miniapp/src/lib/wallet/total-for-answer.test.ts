import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openRiskNano, totalForAnswer } from './total-for-answer.ts';

const state = { depositedNano: 1_000n, signedNano: 100n, spentNano: 60n, heldNano: 0n };

describe('the total for one answer', () => {
  it('is what is spent and held, and the most that this answer can cost', () => {
    expect(totalForAnswer(state, 90n, 100n)).toBe(150n);
    expect(totalForAnswer({ ...state, heldNano: 30n }, 90n, 100n)).toBe(180n);
  });

  it('is nothing new while what was signed before is enough', () => {
    expect(totalForAnswer(state, 40n, 100n)).toBeNull();
    expect(totalForAnswer(state, 41n, 100n)).toBe(101n);
  });

  it('is not signed when the deposit would not do: the market says so', () => {
    expect(totalForAnswer(state, 940n, 100n)).toBe(1_000n);
    expect(totalForAnswer(state, 941n, 100n)).toBeNull();
  });

  it('is not signed for a market that says more was spent than this device ever signed', () => {
    expect(() => totalForAnswer({ ...state, spentNano: 101n }, 1n, 100n)).toThrow('books_untrusted');
    expect(() => totalForAnswer({ ...state, heldNano: 41n }, 1n, 100n)).toThrow('books_untrusted');
    expect(totalForAnswer({ ...state, spentNano: 101n }, 1n, null)).toBe(102n);
  });

  it('never grows by more than the answer, whatever the market says', () => {
    const nano = fc.bigInt(0n, 2_000n);
    fc.assert(
      fc.property(nano, nano, nano, nano, nano, nano, (depositedNano, signedNano, spentNano, heldNano, most, known) => {
        const said = { depositedNano, signedNano, spentNano, heldNano };
        const total = spentNano + heldNano > known ? null : totalForAnswer(said, most, known);
        if (total !== null) expect(total).toBeLessThanOrEqual(known + most);
      }),
    );
  });
});

it('what could be taken wrongly is what is signed and not spent', () => {
  expect(openRiskNano(state)).toBe(40n);
  expect(openRiskNano({ signedNano: 0n, spentNano: 0n })).toBe(0n);
});
