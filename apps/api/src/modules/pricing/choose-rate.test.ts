import { describe, expect, it } from 'vitest';
import { chooseRate, MAX_AGE_MS, type Rate } from './choose-rate.ts';
import type { RateReading } from './rate-source.ts';

const NOW = 1_800_000_000_000;
const reading = (usd: number, ageMs = 0, source = `at ${usd}`): RateReading => ({
  source,
  microUsdPerCoin: BigInt(Math.round(usd * 1e6)),
  atMs: NOW - ageMs,
});
const lastRate = (usd: number, ageMs: number): Rate => ({ ...reading(usd, ageMs), sources: ['before'] });

describe('the rate', () => {
  it.each<[string, RateReading[], Rate | null, number | null]>([
    ['nobody answers', [], null, null],
    ['one source, nothing known before', [reading(3.2)], null, 3.2],
    ['two sources: the mean', [reading(3.2), reading(3.3)], null, 3.25],
    ['three sources: the middle one', [reading(3.1), reading(3.3), reading(3.2)], null, 3.2],
    ['a stale one is left out', [reading(9, MAX_AGE_MS + 1), reading(3.2)], null, 3.2],
    ['only stale ones', [reading(3.2, MAX_AGE_MS + 1)], null, null],
    ['an outlier is left out', [reading(3.2), reading(3.22), reading(320)], null, 3.21],
    ['four, of which one is an outlier', [reading(3.2), reading(3.21), reading(3.19), reading(1.6)], null, 3.2],
    [
      'four: two pairs that contradict each other',
      [reading(3.2), reading(3.2), reading(6.4), reading(6.4)],
      null,
      null,
    ],
    [
      'three stale ones and a fresh one',
      [1, 2, 3].map(() => reading(9, MAX_AGE_MS + 1)).concat(reading(3.2)),
      null,
      3.2,
    ],
    ['one from the future', [reading(9, -MAX_AGE_MS - 1), reading(3.2), reading(3.2)], null, 3.2],
    ['two that contradict each other', [reading(3.2), reading(6.4)], null, null],
    ['one source that jumps from the last rate', [reading(6.4)], lastRate(3.2, 60_000), null],
    ['one source that moves a little', [reading(3.5)], lastRate(3.2, 60_000), 3.5],
    ['a jump that two sources agree on', [reading(6.4), reading(6.5)], lastRate(3.2, 60_000), 6.45],
    ['a jump since long ago', [reading(6.4)], lastRate(3.2, 2 * 3600_000), 6.4],
  ])('%s', (_, readings, last, usd) => {
    const rate = chooseRate(readings, last, NOW);
    expect(rate && Number(rate.microUsdPerCoin) / 1e6).toBe(usd);
  });

  it('is as old as the oldest reading behind it, and names its sources', () => {
    expect(chooseRate([reading(3.2, 5_000, 'a'), reading(3.2, 60_000, 'b')], null, NOW)).toEqual({
      microUsdPerCoin: 3_200_000n,
      atMs: NOW - 60_000,
      sources: ['a', 'b'],
    });
  });
});
