import type { Estimate, Unknown } from './shapes.ts';

/** What an estimate is made of. Amounts in micro-dollars; `null` is not known. */
export interface EstimateFacts {
  /** Paid requests of the model in the last week, what they cost, and what they wrote. */
  requests: number;
  costMicroUsd: bigint;
  outputTokens: number;
  /** What the listing with most of them was paid. */
  bestMicroUsd: bigint;
  /** Machines that answer with the model now. */
  sellers: number;
  /** Of one answer, and how many at a time. */
  tokensPerSecond: number | null;
  slots: number;
  hoursPerDay: number;
  feeBasisPoints: number;
  watts: number | null;
  microUsdPerKwh: bigint | null;
}

/** Fewer paid requests in a week say nothing about the next one. */
const LEAST_DEMAND = 20;
const DAYS = 7;

/** A day's earnings from last week's real demand, or why that can't be said. */
export function estimateEarnings(facts: EstimateFacts): Estimate | Unknown {
  if (facts.requests < LEAST_DEMAND) return 'no_demand';
  if (facts.tokensPerSecond === null) return 'no_speed';
  const hours = facts.hoursPerDay / 24;
  const dayMicroUsd = (Number(facts.costMicroUsd) / DAYS) * hours;
  const equal = dayMicroUsd / (facts.sellers + 1);
  const best = Math.max(equal, (Number(facts.bestMicroUsd) / DAYS) * hours);
  const most = capacityMicroUsd(facts);
  const kept = 1 - facts.feeBasisPoints / 10_000;
  const earned = (paid: number) => BigInt(Math.round(Math.min(paid, most) * kept));
  const use = (paid: number) => (Number.isFinite(most) ? Math.min(100, Math.round((100 * paid) / most)) : null);
  return {
    lowMicroUsd: earned(equal),
    highMicroUsd: earned(best),
    electricityMicroUsd: electricityOf(facts),
    lowUsePercent: use(equal),
    highUsePercent: use(best),
  };
}

/** All that the machine can write in a day, at what a token of this model brought last week. */
function capacityMicroUsd({ tokensPerSecond, slots, hoursPerDay, costMicroUsd, outputTokens }: EstimateFacts): number {
  if (outputTokens === 0 || tokensPerSecond === null) return Number.POSITIVE_INFINITY;
  return (tokensPerSecond * slots * hoursPerDay * 3_600 * Number(costMicroUsd)) / outputTokens;
}

function electricityOf({ watts, microUsdPerKwh, hoursPerDay }: EstimateFacts): bigint | null {
  if (watts === null || microUsdPerKwh === null) return null;
  return BigInt(Math.round((watts / 1_000) * hoursPerDay * Number(microUsdPerKwh)));
}
