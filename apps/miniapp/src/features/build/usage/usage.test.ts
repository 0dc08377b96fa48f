import { describe, expect, it } from 'vitest';
import type { UsageChart } from '../../../lib/api/index.ts';
import { addUp, heightsOf } from './chart-days.ts';
import { FIRST_CHOICE, filterOf } from './choice.ts';
import { boundsOf } from './period.ts';

const NOW = Date.UTC(2026, 2, 1, 23, 30);

describe('a period', () => {
  it.each([
    ['week', '2026-02-23'],
    ['days30', '2026-01-31'],
    ['month', '2026-03-01'],
  ] as const)('%s begins on %s, by UTC', (period, fromDay) => {
    expect(boundsOf(period, NOW)).toEqual({
      fromDay,
      toDay: '2026-03-01',
      fromMs: Date.parse(`${fromDay}T00:00:00Z`),
      toMs: Date.UTC(2026, 2, 2),
    });
  });
});

describe('a choice', () => {
  const bounds = boundsOf('week', NOW);
  it('asks for all when nothing is chosen', () => {
    expect(filterOf(FIRST_CHOICE, bounds)).toEqual({ fromMs: bounds.fromMs, toMs: bounds.toMs });
  });
  it('asks for what is chosen', () => {
    const choice = { ...FIRST_CHOICE, modelId: 'm', key: 'app', end: 'cut' as const };
    expect(filterOf(choice, bounds)).toMatchObject({ modelId: 'm', key: 'app', end: 'cut' });
  });
});

function setup(costs: bigint[][]): UsageChart {
  const sums = (costNano: bigint) => ({
    ...{ requests: 1, completed: 1, inputTokens: 3, outputTokens: 7, costMicroUsd: 0n },
    ...{ costNano, firstTokenMs: null, tokensPerSecond: null },
  });
  const series = costs.map((days, at) => ({ id: `model-${at}`, name: null, days: days.map(sums) }));
  const days = (costs[0] ?? []).map((_, at) => `2026-03-0${at + 1}`);
  return { days, series, total: sums(0n), choices: { models: [], keys: [] } };
}

describe('the chart', () => {
  it('is as high as its highest day', () => {
    const chart = setup([
      [10n, 0n, 30n],
      [10n, 0n, 10n],
    ]);
    expect(heightsOf(chart, 'cost')).toEqual({
      peakDay: 2,
      shares: [
        [0.25, 0.25],
        [0, 0],
        [0.75, 0.25],
      ],
    });
    expect(heightsOf(chart, 'requests').shares[1]).toEqual([0.5, 0.5]);
    expect(addUp(chart.series.flatMap(({ days }) => days))).toMatchObject({
      costNano: 60n,
      requests: 6,
      inputTokens: 18,
    });
  });

  it('of nothing is flat', () => {
    expect(heightsOf(setup([[0n, 0n]]), 'cost').shares).toEqual([[0], [0]]);
    expect(heightsOf({ ...setup([]), days: ['2026-03-01'] }, 'cost')).toEqual({ peakDay: 0, shares: [[]] });
  });
});
