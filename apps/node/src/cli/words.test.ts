import { expect, it } from 'vitest';
import { counted, lasting } from './words.ts';

it.each([
  [-5, '0 seconds'],
  [999, '0 seconds'],
  [1_000, '1 second'],
  [59_999, '59 seconds'],
  [60_000, '1 minute'],
  [3 * 3_600_000 + 1, '3 hours'],
  [47 * 3_600_000, '1 day'],
])('%s ms last %s', (ms, words) => expect(lasting(ms)).toBe(words));

it('one is not several', () => {
  expect(counted(0, 'receipt')).toBe('0 receipts');
  expect(counted(1, 'receipt')).toBe('1 receipt');
});
