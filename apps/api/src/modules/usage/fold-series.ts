import type { ChartSeries, UsageSums } from './shapes.ts';
import type { DaySums, RawSums } from './usage-chart.repo.ts';

/** More colours than this nobody tells apart on a phone. */
export const MAX_SERIES = 5;
export const OTHERS = 'others';

const NONE: RawSums = {
  requests: 0,
  completed: 0,
  inputTokens: 0,
  outputTokens: 0,
  costNano: 0n,
  costMicroUsd: 0n,
  firstTokenMs: 0,
  firstTokens: 0,
  outputMs: 0,
};

/**
 * Sums by day and group as series over all days: the largest by cost (then by tokens, requests and name), the rest
 * folded into one, so that a chart stays small however many keys an account has.
 */
export function foldSeries(rows: readonly DaySums[], days: readonly string[]): Omit<ChartSeries, 'name'>[] {
  const shown = shownIds(rows);
  const byPlace = new Map<string, RawSums>();
  for (const row of rows) {
    const place = `${row.day} ${shown.includes(row.id) ? row.id : OTHERS}`;
    byPlace.set(place, addSums(byPlace.get(place) ?? NONE, row));
  }
  return shown.map((id) => ({ id, days: days.map((day) => shownSums(byPlace.get(`${day} ${id}`) ?? NONE)) }));
}

/** The sums over everything. */
export const totalOf = (rows: readonly RawSums[]): UsageSums => shownSums(rows.reduce(addSums, NONE));

function shownIds(rows: readonly DaySums[]): string[] {
  const totals = new Map<string, RawSums>();
  for (const row of rows) totals.set(row.id, addSums(totals.get(row.id) ?? NONE, row));
  const ids = [...totals]
    .sort(([idA, a], [idB, b]) => Number(b.costNano - a.costNano) || size(b) - size(a) || (idA < idB ? -1 : 1))
    .map(([id]) => id);
  return ids.length > MAX_SERIES + 1 ? [...ids.slice(0, MAX_SERIES), OTHERS] : ids;
}

const size = (sums: RawSums): number => sums.inputTokens + sums.outputTokens + sums.requests;

const addSums = (a: RawSums, b: RawSums): RawSums => ({
  requests: a.requests + b.requests,
  completed: a.completed + b.completed,
  inputTokens: a.inputTokens + b.inputTokens,
  outputTokens: a.outputTokens + b.outputTokens,
  costNano: a.costNano + b.costNano,
  costMicroUsd: a.costMicroUsd + b.costMicroUsd,
  firstTokenMs: a.firstTokenMs + b.firstTokenMs,
  firstTokens: a.firstTokens + b.firstTokens,
  outputMs: a.outputMs + b.outputMs,
});

const shownSums = ({ firstTokenMs, firstTokens, outputMs, ...sums }: RawSums): UsageSums => ({
  ...sums,
  firstTokenMs: firstTokens === 0 ? null : Math.round(firstTokenMs / firstTokens),
  tokensPerSecond: outputMs === 0 ? null : (sums.outputTokens * 1000) / outputMs,
});
