import { describe, expect, it } from 'vitest';
import { shownCoins, shownCoinsInUsd, shownUsd } from './shown-amounts.ts';

/** Intl separates with spaces that do not break. */
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

describe('amounts', () => {
  it.each([
    [0n, 'en', '0 TON'],
    [1_000_000_000n, 'en', '1 TON'],
    [1_234_567_890n, 'en', '1.2346 TON'],
    [321_000n, 'en', '0.000321 TON'],
    [1n, 'en', '0.000000001 TON'],
    [-412_000n, 'en', '−0.000412 TON'],
    [1_500_000_000n, 'ru', '1,5 TON'],
  ] as const)('shows %s nano in %s as %s', (nano, language, text) => {
    expect(plain(shownCoins(nano, language))).toBe(text);
  });

  it.each([
    [0n, '$0.00'],
    [1_230_000n, '$1.23'],
    [50_000n, '$0.05'],
    [1_318n, '$0.0013'],
    [1n, '$0.000001'],
    [-2_000_000n, '−$2.00'],
  ] as const)('shows %s micro-dollars as %s', (microUsd, text) => {
    expect(shownUsd(microUsd, 'en')).toBe(text);
  });

  it('shows no dollars without a fresh rate, rather than wrong ones', () => {
    expect(shownCoinsInUsd(1_000_000_000n, null, 'en')).toBe('');
    expect(shownCoinsInUsd(1_000_000_000n, 3_200_000n, 'en')).toBe('$3.20');
  });
});
