import { meetsTier } from '@spindle/shared';
import type { ReasonCode, RouteCandidate, RouteRequest } from './candidate.ts';

/** A node's keys must outlive the quote and the time that a fail-over may take. */
const KEYS_MUST_LAST_MS = 5 * 60_000;

/**
 * Buyers do not know the tokenizer, so they name a ceiling: one token for each byte. Text has up to eight bytes to a
 * token; a machine is left out only where the question cannot fit even so. The node counts, and judges the rest.
 */
const CEILING_ABOVE_REALITY = 8;

/** Why this machine may not answer this request; null when it may. What the buyer decided is judged first. */
export function reasonAgainst(request: RouteRequest, candidate: RouteCandidate, nowMs: number): ReasonCode | null {
  const { listingId, minTier, maxPriceMicroUsdPerMTok: limit } = request;
  const { price } = candidate;
  if (listingId !== null && candidate.listingId !== listingId) return 'other_listing';
  if (minTier !== null && !meetsTier(candidate.tier, minTier)) return 'tier_too_low';
  if (limit !== null && (price.inputMicroUsdPerMTok > limit || price.outputMicroUsdPerMTok > limit)) {
    return 'price_above_limit';
  }
  if (request.maxInputTokens / CEILING_ABOVE_REALITY > candidate.contextLength) return 'context_too_short';
  if (!candidate.hasModel) return 'model_not_ready';
  if (candidate.keysUntilMs - nowMs < KEYS_MUST_LAST_MS) return 'keys_expire';
  if (candidate.isDraining) return 'draining';
  return candidate.busy >= candidate.slots ? 'full' : null;
}
