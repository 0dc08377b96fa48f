import type { RateReading } from './rate-source.ts';

/** The price of a coin that quotes are made with. */
export interface Rate {
  microUsdPerCoin: bigint;
  /** When it was true: the oldest of the readings behind it. */
  atMs: number;
  sources: string[];
}

/** A reading is stale after this; a market that moves faster is not quoted by an older price. */
export const MAX_AGE_MS = 10 * 60_000;
/** Readings may differ by this much of their median, in basis points; one further away is an error of its source. */
const MAX_SPREAD_BP = 1_000n;
/** With one source left, the coin may have moved this much since the last rate that we believed. */
const MAX_JUMP_BP = 2_500n;
const LAST_RATE_COUNTS_MS = 60 * 60_000;

/**
 * The median of what fresh sources say, without outliers; null when nothing fresh can be believed: two sources that
 * contradict each other, or a single one that jumps away from the last rate.
 */
export function chooseRate(readings: readonly RateReading[], last: Rate | null, nowMs: number): Rate | null {
  // A time far in the future is one of a wrong clock: it would stay fresh for ever.
  const fresh = readings.filter(({ atMs }) => Math.abs(nowMs - atMs) <= MAX_AGE_MS);
  const middle = median(fresh.map(({ microUsdPerCoin }) => microUsdPerCoin));
  if (middle === null) return null;
  const agreed = fresh.filter(({ microUsdPerCoin }) => isNear(microUsdPerCoin, middle, MAX_SPREAD_BP));
  const price = median(agreed.map(({ microUsdPerCoin }) => microUsdPerCoin));
  if (price === null) return null;
  const isAlone = agreed.length === 1;
  if (isAlone && isRecent(last, nowMs) && !isNear(price, last.microUsdPerCoin, MAX_JUMP_BP)) return null;
  return {
    microUsdPerCoin: price,
    atMs: Math.min(...agreed.map(({ atMs }) => atMs)),
    sources: agreed.map(({ source }) => source),
  };
}

/** The middle one, or the mean of the middle two. */
function median(values: readonly bigint[]): bigint | null {
  const sorted = values.toSorted((a, b) => (a < b ? -1 : 1));
  const low = sorted[Math.floor((sorted.length - 1) / 2)];
  const high = sorted[Math.ceil((sorted.length - 1) / 2)];
  return low === undefined || high === undefined ? null : (low + high) / 2n;
}

function isNear(value: bigint, reference: bigint, limitBasisPoints: bigint): boolean {
  const difference = value > reference ? value - reference : reference - value;
  return difference * 10_000n <= reference * limitBasisPoints;
}

const isRecent = (last: Rate | null, nowMs: number): last is Rate =>
  last !== null && nowMs - last.atMs <= LAST_RATE_COUNTS_MS;
