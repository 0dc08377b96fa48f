import type { EndKind, RequestKind, ServiceClass, Signed } from '@spindle/shared';
import type { Attempt, Decision } from './answer-record.ts';

export type { Attempt } from './answer-record.ts';

// Types only: see the note in accounts/shapes.ts.

/** One request as it was billed. */
export interface UsageRow {
  jobId: string;
  modelId: string;
  kind: RequestKind;
  serviceClass: ServiceClass;
  tier: string | null;
  listingId: string | null;
  end: EndKind;
  errorCode: string | null;
  /** Machines that were tried. */
  attempts: number;
  inputTokens: number;
  cachedTokens: number;
  outputTokens: number;
  costNano: bigint;
  feeNano: bigint;
  costMicroUsd: bigint;
  queueMs: number;
  firstTokenMs: number | null;
  totalMs: number;
  /** After the first token; null where that cannot be said. */
  tokensPerSecond: number | null;
  atMs: number;
  /** The API key that asked; null when the Mini App did. */
  apiKeyId: string | null;
  keyName: string | null;
  /** The market paid what it cost. */
  isGift: boolean;
}

/** Which of an account's requests. What is absent does not matter. */
export interface UsageFilter {
  /** Unix milliseconds, inclusive. */
  fromMs?: number | undefined;
  /** Unix milliseconds, exclusive. */
  toMs?: number | undefined;
  modelId?: string | undefined;
  /** An API key's id; `app` for the Mini App itself. */
  key?: string | undefined;
  end?: EndKind | undefined;
  kind?: RequestKind | undefined;
  listingId?: string | undefined;
}

export interface UsageInput extends UsageFilter {
  /** `next` of the page before. */
  cursor?: string | undefined;
  limit?: number | undefined;
}

export interface UsagePage {
  items: UsageRow[];
  next: string | null;
}

/** How a request went from place to place; times in milliseconds since it came. */
export interface Journey extends Omit<Decision, 'attempts'> {
  attempts: (Attempt & { listingTitle: string | null })[];
}

export interface UsageReceipt {
  row: UsageRow;
  journey: Journey;
  receipt: Signed | null;
  /** Who signed, as far as the market knows the machine. */
  node: { nodeId: string; identityKey: string } | null;
}

export interface ChartInput {
  /** First and last day (UTC, `YYYY-MM-DD`), both inclusive. */
  fromDay: string;
  toDay: string;
  groupBy: 'model' | 'key' | 'none';
  modelId?: string | undefined;
  /** An API key's id; `app` for the Mini App itself. */
  key?: string | undefined;
}

/** Sums over some requests. */
export interface UsageSums {
  requests: number;
  /** Of them, those that ended as `complete`. */
  completed: number;
  inputTokens: number;
  outputTokens: number;
  costNano: bigint;
  costMicroUsd: bigint;
  /** Means over the requests where it can be said. */
  firstTokenMs: number | null;
  tokensPerSecond: number | null;
}

export interface ChartSeries {
  /** A model's id, a key's id or `app`; `others` for all that are too small to show; `all` when nothing is told apart. */
  id: string;
  /** A model's or key's name, where there is one. */
  name: string | null;
  /** One entry a day, in the order of the chart's days. */
  days: UsageSums[];
}

export interface UsageChart {
  /** Every day of the period, oldest first, days without requests included. */
  days: string[];
  /** The largest first, `others` last. */
  series: ChartSeries[];
  total: UsageSums;
  /** What there is to choose from in these days, whatever is chosen; up to 100 of each, the most used first. */
  choices: { models: string[]; keys: { id: string; name: string | null }[] };
}

export interface EarnSummary {
  earnedNano: bigint;
  earnedTodayNano: bigint;
  requests: number;
  /** The last 14 days (UTC), oldest first, days without requests included. */
  days: { day: string; earnedNano: bigint; requests: number }[];
}

/** What some paid requests add up to, for who answered them. */
export interface EarnSums {
  requests: number;
  inputTokens: number;
  outputTokens: number;
  /** Less the market's fee; in dollars at each request's own rate. */
  earnedNano: bigint;
  earnedMicroUsd: bigint;
}

export interface EarnLine extends EarnSums {
  /** When the hour or day (UTC) begins. */
  atMs: number;
  listingId: string;
  modelId: string;
}

export interface EarnRange {
  fromMs: number;
  /** Exclusive. */
  toMs: number;
  bucket: 'hour' | 'day';
  listingId?: string | undefined;
  modelId?: string | undefined;
}

export interface EarnSeries {
  /** A listing's or model's id; `others` for all that are too small to show; `all` when nothing is told apart. */
  id: string;
  /** One entry a bucket, in the order of the chart's. */
  buckets: EarnSums[];
}

export type EarnGroup = 'listing' | 'model' | 'none';

export interface EarnChartInput extends EarnRange {
  groupBy: EarnGroup;
}

export interface EarnChart {
  /** When each hour or day (UTC) begins, oldest first, also those without a request. */
  bucketsMs: number[];
  series: (EarnSeries & { name: string | null })[];
  total: EarnSums;
  /** What there is to choose from in this time: listings of the chosen model, models of the chosen listing, and what is chosen. */
  choices: { listings: { id: string; title: string | null }[]; models: string[] };
}

/** When a listing is busy. */
export interface BusyHours {
  /** For each hour of the day (UTC), its part of the requests; null while too few were asked to say it. */
  percents: number[] | null;
  /** Of so many days. */
  days: number;
}
