import type { UsageChart } from '../../../lib/api/index.ts';
import type { Metric } from './choice.ts';

type Sums = UsageChart['total'];
export type AddedUp = Pick<Sums, 'requests' | 'inputTokens' | 'outputTokens' | 'costNano' | 'costMicroUsd'>;

const NOTHING: AddedUp = { requests: 0, inputTokens: 0, outputTokens: 0, costNano: 0n, costMicroUsd: 0n };

/** The number that a metric looks at: nano, tokens or requests. */
export function amountOf(sums: AddedUp, metric: Metric): number {
  if (metric === 'cost') return Number(sums.costNano);
  return metric === 'tokens' ? sums.inputTokens + sums.outputTokens : sums.requests;
}

/** Several sums as one. */
export const addUp = (all: readonly AddedUp[]): AddedUp =>
  all.reduce(
    (a, b) => ({
      requests: a.requests + b.requests,
      inputTokens: a.inputTokens + b.inputTokens,
      outputTokens: a.outputTokens + b.outputTokens,
      costNano: a.costNano + b.costNano,
      costMicroUsd: a.costMicroUsd + b.costMicroUsd,
    }),
    NOTHING,
  );

/** A day's sums over all series. */
export const dayTotal = (chart: UsageChart, day: number): AddedUp =>
  addUp(chart.series.flatMap(({ days }) => days[day] ?? []));

/** By day, the height of each series as a share of the highest day; days without any are all zeros. */
export function heightsOf(chart: UsageChart, metric: Metric): { peakDay: number; shares: number[][] } {
  const totals = chart.days.map((_, day) => amountOf(dayTotal(chart, day), metric));
  const peak = Math.max(...totals, 0);
  const share = (sums: AddedUp | undefined) => (sums && peak > 0 ? amountOf(sums, metric) / peak : 0);
  const shares = chart.days.map((_, day) => chart.series.map(({ days }) => share(days[day])));
  return { peakDay: totals.indexOf(peak), shares };
}
