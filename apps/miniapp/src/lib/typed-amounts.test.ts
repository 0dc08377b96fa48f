import { parseCoins, parseUsd } from '@spindle/shared';
import { expect, it } from 'vitest';
import { typedCoins, typedUsd } from './typed-amounts.ts';

it.each(['en', 'ru'] as const)('what stands in a field is read as it was meant, in %s', (language) => {
  for (const amount of [0n, 1n, 2_696n, 1_500_000_000n]) expect(parseCoins(typedCoins(amount, language))).toBe(amount);
  for (const amount of [0n, 1n, 250_000n]) expect(parseUsd(typedUsd(amount, language))).toBe(amount);
});

it('Russian has a comma', () => {
  expect(typedCoins(2_696n, 'ru')).toBe('0,000002696');
  expect(typedUsd(250_000n, 'ru')).toBe('0,25');
  expect(typedUsd(250_000n, 'en')).toBe('0.25');
});
