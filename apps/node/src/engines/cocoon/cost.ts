import { divideUp } from '@spindle/shared';
import type { EngineCost } from '../facts.ts';

/** As the network's root contract has them. Multipliers are of ten thousand. */
export interface Prices {
  nanoPerToken: bigint;
  promptMultiplier: bigint;
  cachedMultiplier: bigint;
  completionMultiplier: bigint;
  reasoningMultiplier: bigint;
}

/** Multiplier of ten thousand × coefficient of a thousand ÷ a million tokens. */
const DIVISOR = 10n;

/**
 * What the owner pays for a million tokens, rounded up. Thoughts are output here, so the dearer of the two counts.
 * @param coefficient of a thousand.
 */
export function costOf(prices: Prices, coefficient: number): EngineCost {
  const { nanoPerToken, promptMultiplier, cachedMultiplier, completionMultiplier, reasoningMultiplier } = prices;
  const perMTok = (multiplier: bigint) => divideUp(nanoPerToken * multiplier * BigInt(coefficient), DIVISOR);
  const written = completionMultiplier > reasoningMultiplier ? completionMultiplier : reasoningMultiplier;
  return {
    inputNanoPerMTok: perMTok(promptMultiplier),
    cachedNanoPerMTok: perMTok(cachedMultiplier),
    outputNanoPerMTok: perMTok(written),
  };
}
