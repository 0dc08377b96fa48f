import type { EarnCatalog, EarnChart, EarnRange } from '../../../lib/api/index.ts';

export const PERIODS = ['hours24', 'hours72', 'days7', 'days30', 'days60'] as const;
export type Period = (typeof PERIODS)[number];
export const METRICS = ['earned', 'requests', 'tokens'] as const;
export type Metric = (typeof METRICS)[number];
export const GROUPS = ['model', 'listing'] as const;
export type Group = (typeof GROUPS)[number];

const HOUR_MS = 3_600_000;
const LENGTHS: Record<Period, { bucket: EarnRange['bucket']; count: number }> = {
  hours24: { bucket: 'hour', count: 24 },
  hours72: { bucket: 'hour', count: 72 },
  days7: { bucket: 'day', count: 7 },
  days30: { bucket: 'day', count: 30 },
  days60: { bucket: 'day', count: 60 },
};

export interface IncomeChoice {
  period: Period;
  metric: Metric;
  group: Group;
  /** Empty texts are "all". */
  listingId: string;
  modelId: string;
}

export const FIRST_CHOICE: IncomeChoice = {
  period: 'hours24',
  metric: 'earned',
  group: 'model',
  listingId: '',
  modelId: '',
};

/** The whole hours or days (UTC) of a choice, the last of which is not over. */
export function rangeOf({ period, listingId, modelId }: IncomeChoice, nowMs: number): EarnRange {
  const { bucket, count } = LENGTHS[period];
  const sizeMs = bucket === 'hour' ? HOUR_MS : 24 * HOUR_MS;
  const toMs = (Math.floor(nowMs / sizeMs) + 1) * sizeMs;
  return {
    ...{ bucket, fromMs: toMs - count * sizeMs, toMs },
    ...(listingId !== '' && { listingId }),
    ...(modelId !== '' && { modelId }),
  };
}

/** True when there is nothing at all to show or to choose, as opposed to nothing of what somebody has chosen. */
export const isNothingEarned = (
  { choices }: Pick<EarnChart, 'choices'>,
  { listingId, modelId }: IncomeChoice,
  ownListingId = '',
): boolean => choices.models.length === 0 && modelId === '' && listingId === ownListingId;

type Sums = EarnChart['total'];

/** Of what the columns are, by themselves: while another period is asked for, those of the one before still stand. */
export const isHourly = ({ bucketsMs: [first = 0, second = first] }: Pick<EarnChart, 'bucketsMs'>): boolean =>
  second - first === HOUR_MS;

/** The number that a metric looks at: nano, requests or tokens. */
export function amountOf(sums: Sums, metric: Metric): number {
  if (metric === 'earned') return Number(sums.earnedNano);
  return metric === 'requests' ? sums.requests : sums.inputTokens + sums.outputTokens;
}

/** Several sums as one. */
export const addUp = (all: readonly Sums[]): Sums =>
  all.reduce(
    (a, b) => ({
      requests: a.requests + b.requests,
      inputTokens: a.inputTokens + b.inputTokens,
      outputTokens: a.outputTokens + b.outputTokens,
      earnedNano: a.earnedNano + b.earnedNano,
      earnedMicroUsd: a.earnedMicroUsd + b.earnedMicroUsd,
    }),
    { requests: 0, inputTokens: 0, outputTokens: 0, earnedNano: 0n, earnedMicroUsd: 0n },
  );

/** All series in one hour or day. */
export const bucketTotal = ({ series }: EarnChart, at: number): Sums =>
  addUp(series.flatMap(({ buckets }) => buckets[at] ?? []));

/** By bucket, the height of each series as a share of the highest; all zeros when nothing was. */
export function heightsOf(chart: EarnChart, metric: Metric): { peakAt: number; shares: number[][] } {
  const totals = chart.bucketsMs.map((_, at) => amountOf(bucketTotal(chart, at), metric));
  const peak = Math.max(...totals, 0);
  const share = (sums: Sums | undefined) => (sums && peak > 0 ? amountOf(sums, metric) / peak : 0);
  return {
    peakAt: Math.max(0, totals.indexOf(peak)),
    shares: chart.bucketsMs.map((_, at) => chart.series.map(({ buckets }) => share(buckets[at]))),
  };
}

/** The name of a model by its id; one that the catalogue has no more goes by its id. */
export const modelNames =
  (models: readonly Pick<EarnCatalog['models'][number], 'modelId' | 'name'>[]) =>
  (modelId: string): string =>
    models.find((model) => model.modelId === modelId)?.name ?? modelId;
