import type { TokenPrice } from '@spindle/shared';
import type { PriceSide, Spread } from './shapes.ts';

/** Fewer offers of others are no market to compare a price with. */
export const LEAST_RIVALS = 3;

/** P10, median and P90, between neighbours in proportion; null of nothing. */
export function spreadOf(prices: readonly bigint[]): Spread | null {
  if (prices.length === 0) return null;
  const sorted = prices.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  return { p10: percentile(sorted, 10n), median: percentile(sorted, 50n), p90: percentile(sorted, 90n) };
}

/** @param sorted at least one, the least first. @param percent 0 to 100. */
function percentile(sorted: readonly bigint[], percent: bigint): bigint {
  const place = BigInt(sorted.length - 1) * percent;
  const at = Number(place / 100n);
  const below = sorted[at] ?? 0n;
  const above = sorted[at + 1] ?? below;
  return below + ((above - below) * (place % 100n)) / 100n;
}

/** Input and output as one price: a typical request reads three tokens for each that it writes. */
export const mixedPrice = ({ inputMicroUsdPerMTok, outputMicroUsdPerMTok }: TokenPrice): bigint =>
  (3n * inputMicroUsdPerMTok + outputMicroUsdPerMTok) / 4n;

/** The mixed prices of some offers, and how many they are. */
export interface Rivalry {
  offers: number;
  mixed: Spread | null;
}

export const rivalryOf = (rivals: readonly TokenPrice[]): Rivalry => ({
  offers: rivals.length,
  mixed: spreadOf(rivals.map(mixedPrice)),
});

/** Whether a price is more than twice P90, or less than half of P10, of what others ask; null when it is not, or too few sell. */
export function farSide(price: TokenPrice, { offers, mixed }: Rivalry): PriceSide | null {
  if (offers < LEAST_RIVALS || !mixed) return null;
  const own = mixedPrice(price);
  if (own > 2n * mixed.p90) return 'above';
  return 2n * own < mixed.p10 ? 'below' : null;
}

/** 250: two and a half times the median of the others; null without others. */
export function percentOfMedian(price: TokenPrice, { mixed }: Rivalry): number | null {
  const median = mixed?.median ?? 0n;
  return median === 0n ? null : Number((100n * mixedPrice(price) + median / 2n) / median);
}
