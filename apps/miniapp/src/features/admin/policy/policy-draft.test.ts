import { expect, it } from 'vitest';
import type { PolicyNumber } from '../../../lib/api/index.ts';
import { earliestMs, readValue } from './policy-draft.ts';

const FEE: PolicyNumber = {
  ...{ setting: 'fee_basis_points', value: 500, sinceMs: 0, low: 0, high: 5_000 },
  ...{ daysToRaise: 7, daysToLower: 0, planned: [] },
};

it.each([
  ['600', 600],
  [' 0 ', 0],
  ['500', null],
  ['5001', null],
  ['-1', null],
  ['1.5', null],
  ['', null],
])('«%s» is read as %s', (text, value) => expect(readValue(text, FEE)).toBe(value));

it('a rise waits for its days of notice, a fall for a minute', () => {
  expect(earliestMs(FEE, 600, 0)).toBe(7 * 24 * 3600_000);
  expect(earliestMs(FEE, 400, 0)).toBe(60_000);
});
