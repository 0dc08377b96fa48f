import { describe, expect, it } from 'vitest';
import { type LateVerdict, ReceiptGuard } from './receipt-guard.ts';

/** Takes so many, `everyMs` apart. @returns how many it took before it found a fault; null when it found none. */
function takes(verdict: LateVerdict, times: number, everyMs = 0): number | null {
  let nowMs = 0;
  const guard = new ReceiptGuard(() => nowMs);
  for (let time = 0; time < times; time++) {
    nowMs += everyMs;
    if (guard.take(verdict)) return time;
  }
  return null;
}

describe('receipts that come late', () => {
  it.each<[string, LateVerdict, number, number, number | null]>([
    ['an outage’s worth that settles', 'settled', 100_000, 0, null],
    ['what the market could not deal with', 'keep', 100_000, 0, null],
    ['an outage’s worth that was settled before', 'over', 5_000, 0, null],
    ['the same ones again and again', 'over', 6_000, 0, 5_000],
    ['now and then one again', 'over', 20_000, 200, null],
    ['a few that do not fit', 'misfit', 20, 0, null],
    ['forged ones', 'misfit', 30, 0, 20],
  ])('%s', (_, verdict, times, everyMs, expected) => {
    expect(takes(verdict, times, everyMs)).toBe(expected);
  });

  it('name what they are', () => {
    const guard = new ReceiptGuard(() => 0);
    for (let time = 0; time < 20; time++) guard.take('misfit');
    expect(guard.take('misfit')).toMatchObject({ code: 'receipts_worthless', facts: { limit: 5_000 } });
  });
});
