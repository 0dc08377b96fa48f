import { type Tier, weakestOf } from '@spindle/shared';
import type { OfferCard } from '../../lib/api/index.ts';

/** The weakest machine that a question may go to: what it can read is what the person must know. */
export const weakestTier = (offers: readonly OfferCard[], atLeast: Tier): Tier =>
  weakestOf(offers.map(({ tier }) => tier)) ?? atLeast;
