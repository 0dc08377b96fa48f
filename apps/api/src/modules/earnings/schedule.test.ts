import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextDueMs } from './schedule.ts';

const at = (text: string) => Date.parse(text);

describe('when a payout by schedule is due', () => {
  it.each([
    ['daily', '2026-11-29T08:59:59.999Z', '2026-11-29T09:00:00Z'],
    ['daily', '2026-11-29T09:00:00Z', '2026-11-30T09:00:00Z'],
    ['daily', '2026-12-31T23:00:00Z', '2027-01-01T09:00:00Z'],
    ['weekly', '2026-11-29T12:00:00Z', '2026-11-30T09:00:00Z'],
    ['weekly', '2026-11-30T09:00:00Z', '2026-12-07T09:00:00Z'],
  ] as const)('%s, from %s, is %s', (schedule, now, due) => {
    expect(nextDueMs(schedule, at(now))).toBe(at(due));
  });

  it('is always later, within a day or a week, at nine; a week ends on a Monday', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4e12 }), (nowMs) => {
        for (const [schedule, days] of [['daily', 1] as const, ['weekly', 7] as const]) {
          const due = nextDueMs(schedule, nowMs) ?? 0;
          expect(due).toBeGreaterThan(nowMs);
          expect(due - nowMs).toBeLessThanOrEqual(days * 86_400_000);
          expect(new Date(due).toISOString()).toMatch(/T09:00:00.000Z$/);
          if (schedule === 'weekly') expect(new Date(due).getUTCDay()).toBe(1);
        }
      }),
    );
  });

  it.each(['on_demand', 'on_threshold'] as const)('%s goes by no clock', (schedule) => {
    expect(nextDueMs(schedule, 0)).toBeNull();
  });
});
