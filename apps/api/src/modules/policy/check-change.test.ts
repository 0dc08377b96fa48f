import { expect, it } from 'vitest';
import { checkChange } from './check-change.ts';
import type { PolicySetting } from './shapes.ts';
import { changelogOf, type PolicyRow, rowAt } from './timeline.ts';

const DAY_MS = 24 * 3600_000;
const NOW_MS = Date.UTC(2026, 10, 29);

const row = (value: number, effectiveFromMs: number, more: Partial<PolicyRow> = {}): PolicyRow => ({
  ...{ changeId: `${value}`, setting: 'fee_basis_points', value, effectiveFromMs, announcedAtMs: effectiveFromMs },
  ...{ cancelledAtMs: null, note: null },
  ...more,
});
const FEE = [row(500, 0)];
const check = (
  rows: PolicyRow[],
  value: number,
  effectiveFromMs: number | null,
  setting: PolicySetting = 'fee_basis_points',
) => {
  const result = checkChange(rows, { setting, value, effectiveFromMs }, NOW_MS);
  return result.ok ? result.value : result.fault.code;
};

it.each([
  ['a rise without a week of notice', FEE, 600, NOW_MS + 6 * DAY_MS, 'policy_notice'],
  ['a rise after a week', FEE, 600, NOW_MS + 7 * DAY_MS, { effectiveFromMs: NOW_MS + 7 * DAY_MS, before: 500 }],
  ['a rise as soon as may be', FEE, 600, null, { effectiveFromMs: NOW_MS + 7 * DAY_MS, before: 500 }],
  ['a fall at once, in a minute', FEE, 300, null, { effectiveFromMs: NOW_MS + 60_000, before: 500 }],
  ['a fall in the past', FEE, 300, NOW_MS - DAY_MS, 'policy_notice'],
  ['the same', FEE, 500, null, 'policy_unchanged'],
  ['more than there may be', FEE, 5_001, null, 'invalid_input'],
  ['half a point', FEE, 1.5, null, 'invalid_input'],
  ['two years ahead', FEE, 600, NOW_MS + 700 * DAY_MS, 'invalid_input'],
  ['beside one that is planned', [...FEE, row(400, NOW_MS + DAY_MS)], 600, null, 'policy_planned'],
])('%s', (_, rows, value, fromMs, expected) => expect(check(rows, value, fromMs)).toEqual(expected));

it('judges anew when a planned one was taken back', () => {
  const rows = [...FEE, row(400, NOW_MS + DAY_MS, { cancelledAtMs: NOW_MS })];
  expect(check(rows, 600, null)).toMatchObject({ before: 500 });
});

it('is in force by the clock, to the millisecond', () => {
  const rows = [...FEE, row(600, NOW_MS)];
  expect(rowAt(rows, 'fee_basis_points', NOW_MS - 1)?.value).toBe(500);
  expect(rowAt(rows, 'fee_basis_points', NOW_MS)?.value).toBe(600);
  expect(changelogOf(rows).map(({ before, value }) => [before, value])).toEqual([
    [500, 600],
    [null, 500],
  ]);
});
