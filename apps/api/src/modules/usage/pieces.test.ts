import { uuidv7 } from '@spindle/shared';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayOf, daysBetween, startOfDayMs } from './days.ts';
import { foldSeries, MAX_SERIES, OTHERS } from './fold-series.ts';
import { writtenAfterMs } from './job-time.ts';
import { readJourney } from './read-journey.ts';
import { tokensPerSecond } from './tokens-per-second.ts';
import type { DaySums } from './usage-chart.repo.ts';

const sums = (day: string, id: string, costNano: bigint): DaySums => ({
  ...{ day, id, costNano, requests: 1, completed: 1, inputTokens: 1, outputTokens: 1, costMicroUsd: 0n },
  ...{ firstTokenMs: 1, firstTokens: 1, outputMs: 1 },
});

describe('series', () => {
  it('beyond the largest are folded into one, and nothing is lost', () => {
    const day = '2026-11-28';
    fc.assert(
      fc.property(fc.array(fc.bigInt(0n, 10n ** 15n), { maxLength: 20 }), (costs) => {
        const rows = costs.map((cost, at) => sums(day, `key-${at}`, cost));
        const series = foldSeries(rows, [day]);
        const total = series.reduce((sum, { days }) => sum + (days[0]?.costNano ?? 0n), 0n);
        expect(total).toBe(costs.reduce((sum, cost) => sum + cost, 0n));
        expect(series.length).toBeLessThanOrEqual(MAX_SERIES + 1);
        const named = series.filter(({ id }) => id !== OTHERS).map(({ days }) => days[0]?.costNano ?? 0n);
        expect(named).toEqual([...named].sort((a, b) => (a < b ? 1 : a > b ? -1 : 0)));
      }),
    );
  });
});

describe('days', () => {
  it('go over months and leap years', () => {
    expect(daysBetween('2028-02-28', '2028-03-01')).toEqual(['2028-02-28', '2028-02-29', '2028-03-01']);
    expect(daysBetween('2028-03-01', '2028-02-28')).toEqual([]);
  });

  it.each(['2026-02-30', '2026-13-01', 'today', '', '2026-11-28T00:00:00Z'])('%s is none', (text) => {
    expect(startOfDayMs(text)).toBeNaN();
  });

  it('begin at midnight UTC', () => {
    expect(dayOf(startOfDayMs('2026-11-28') - 1)).toBe('2026-11-27');
  });
});

describe('the time inside a job’s id', () => {
  it('is never later than its row', () => {
    const at = Date.UTC(2026, 10, 28);
    expect(writtenAfterMs(uuidv7(at))).toBe(at - 60_000);
  });
  it('is the beginning of time where there is none', () => {
    expect(writtenAfterMs('e6f7c1de-98c0-4a3a-9c9e-0f6c0e2d1b11')).toBe(0);
  });
});

it.each([
  [100, 500, 2_500, 50],
  [1, 500, 2_500, null],
  [100, null, 2_500, null],
  [100, 500, 500, null],
])('%i tokens, the first after %s ms of %i, are %s a second', (tokens, firstMs, totalMs, expected) => {
  expect(tokensPerSecond(tokens, firstMs, totalMs)).toBe(expected);
});

describe('a journey', () => {
  const attempt = {
    nodeId: '01900000-0000-7000-8000-00000000000a',
    startedMs: 3,
    firstFrameMs: null,
    after: 'node_lost',
  };
  it('is read as it was written', () => {
    const journey = { policy: 'fastest', considered: 9, excluded: [{ why: 'price', count: 2 }], attempts: [attempt] };
    expect(readJourney(JSON.parse(JSON.stringify(journey)))).toEqual(journey);
  });
  it.each([null, 'text', {}, { attempts: [{ nodeId: 5 }] }])('of %o has no step', (json) => {
    expect(readJourney(json)).toEqual({ attempts: [] });
  });
});
