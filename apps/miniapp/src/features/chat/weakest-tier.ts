import { TIERS, type Tier } from '@spindle/shared';
import type { OfferCard } from '../../lib/api/index.ts';

/** The weakest machine that a question may go to: what it can read is what the person must know. */
export function weakestTier(offers: readonly OfferCard[], atLeast: Tier): Tier {
  const tiers = offers.map(({ tier }) => TIERS.indexOf(tier));
  return tiers.length > 0 ? (TIERS[Math.max(...tiers)] ?? atLeast) : atLeast;
}
