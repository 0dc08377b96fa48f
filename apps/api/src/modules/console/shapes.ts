import type { Tier, TokenPrice } from '@spindle/shared';
import type { EarningCheck, EarningStatus } from '../listings/shapes.ts';

// Types only: see the note in accounts/shapes.ts.

export interface EarningChecklist {
  status: EarningStatus;
  checks: EarningCheck[];
}

/** Where the middle of some prices lies, in micro-dollars per 1M tokens. */
export interface Spread {
  p10: bigint;
  median: bigint;
  p90: bigint;
}

export type PriceSide = 'above' | 'below';

export interface Replayed {
  /** Of those paid by buyers whom this tier serves. */
  requests: number;
  /** Less the market's fee. */
  earnedMicroUsd: bigint;
}

export interface CurvePoint extends Replayed {
  /** Of the price that the curve is drawn around: 50 is half of it. */
  percent: number;
  price: TokenPrice;
}

/** What others ask for a model now. */
export interface MarketPrices {
  /** Of one tier where enough sell there, else of all. */
  tier: Tier | null;
  offers: number;
  input: Spread;
  output: Spread;
  /** Three parts of input to one of output: by it prices are compared. */
  mixed: Spread;
}

export interface PriceAdvice {
  /** Of the listing; `community` before there is one. */
  tier: Tier;
  /** Null when nobody else sells the model. */
  market: MarketPrices | null;
  /** The offer that stands on the listing. */
  mine: { price: TokenPrice; side: PriceSide | null; percentOfMedian: number | null } | null;
  /** Paid requests of the last seven days, whoever answered them. */
  demand: { requests: number; inputTokens: number; outputTokens: number; costMicroUsd: bigint };
  /** What prices would have earned in those days; null where too little was asked, or there is no price to begin with. */
  curve: CurvePoint[] | null;
}

export interface Estimate {
  /** Less the market's fee, before electricity: an equal share of the demand, and what the best listing gets. */
  lowMicroUsd: bigint;
  highMicroUsd: bigint;
  /** Of a day; null when it was not told. */
  electricityMicroUsd: bigint | null;
  /** How much of what the machine can write would be asked for, in percent: at the low and the high end. */
  lowUsePercent: number | null;
  highUsePercent: number | null;
}

export type Unknown = 'no_demand' | 'no_speed';

export interface EstimateInput {
  hardwareId: string;
  modelId: string;
  hoursPerDay: number;
  /** What the person has measured themselves; it counts before what the market has. */
  tokensPerSecond?: number | undefined;
  watts?: number | undefined;
  microUsdPerKwh?: bigint | undefined;
}

export interface EstimateView {
  /** Null where it can't be said; then `unknown` says what is missing. */
  estimate: Estimate | null;
  unknown: Unknown | null;
  /** What it is made of. */
  speed: { tokensPerSecond: number; from: 'measured' | 'given'; machines: number } | null;
  slots: number;
  sellers: number;
  /** What is asked per 1M output tokens now; null when nobody sells the model. */
  outputPrice: Spread | null;
  /** Paid requests of the last seven days. */
  demand: { requests: number; outputTokens: number; costMicroUsd: bigint };
  /** Two weeks would be better, one is what we have. */
  days: number;
}
