import { meetsDataPolicy, meetsTier } from '@spindle/shared';
import type { ReasonCode, RouteCandidate, RouteRequest } from './candidate.ts';

/** A node's keys must outlive the quote and the time that a fail-over may take. */
const KEYS_MUST_LAST_MS = 5 * 60_000;

/**
 * Buyers do not know the tokenizer, so they name a ceiling: one token for each byte. Text has up to eight bytes to a
 * token; a machine is left out only where the question cannot fit even so. The node counts, and judges the rest.
 */
const CEILING_ABOVE_REALITY = 8;

/** What an offer says of itself, whether or not a machine stands behind it now. */
export type RouteOffer = Pick<
  RouteCandidate,
  'listingId' | 'tier' | 'dataPolicy' | 'region' | 'inputMicroUsdPerMTok' | 'outputMicroUsdPerMTok'
>;

/**
 * Why this machine may not answer this request; null when it may. No policy can change a word of it. What the buyer
 * decided is judged first, then what the machine can, last how it is just now.
 */
export function reasonAgainst(request: RouteRequest, candidate: RouteCandidate, nowMs: number): ReasonCode | null {
  return (
    reasonAgainstOffer(request, candidate) ??
    reasonAgainstMachine(request, candidate) ??
    reasonNow(request, candidate, nowMs)
  );
}

/** What the buyer decided. */
export function reasonAgainstOffer(request: RouteRequest, offer: RouteOffer): ReasonCode | null {
  const { onlyListings, ignoreListings, minTier, minDataPolicy, regions } = request;
  if (onlyListings && !onlyListings.has(offer.listingId)) return 'other_listing';
  if (ignoreListings?.has(offer.listingId)) return 'ignored_listing';
  if (minTier && !meetsTier(offer.tier, minTier)) return 'tier_too_low';
  if (minDataPolicy && !meetsDataPolicy(offer.dataPolicy, minDataPolicy)) return 'data_policy';
  if (regions && !regions.some((region) => isIn(region, offer.region))) return 'region';
  return isAffordable(request, offer) ? null : 'price_above_limit';
}

function isAffordable(request: RouteRequest, price: RouteOffer): boolean {
  const { maxInputMicroUsdPerMTok: input, maxOutputMicroUsdPerMTok: output } = request;
  if (input !== null && price.inputMicroUsdPerMTok > input) return false;
  return output === null || price.outputMicroUsdPerMTok <= output;
}

/** `eu` takes in `eu-lv`, not `europe`. */
const isIn = (wanted: string, region: string): boolean =>
  region === wanted || (region.startsWith(wanted) && region[wanted.length] === '-');

function reasonAgainstMachine(request: RouteRequest, candidate: RouteCandidate): ReasonCode | null {
  if (request.maxInputTokens / CEILING_ABOVE_REALITY > candidate.contextLength) return 'context_too_short';
  if (!candidate.hasModel) return 'model_not_ready';
  return (candidate.abilities & request.needs) === request.needs ? null : 'ability_missing';
}

/** The tier is its evidence: without it the machine is no candidate, and is not sold as less either. */
function reasonAgainstEvidence({ tier, evidence }: RouteCandidate, nowMs: number): ReasonCode | null {
  if (tier !== 'confidential') return null;
  if (!evidence || evidence.state === 'missing') return 'evidence_missing';
  if (evidence.state === 'refused') return 'evidence_refused';
  const lasts = evidence.untilMs !== null && evidence.untilMs - nowMs >= KEYS_MUST_LAST_MS;
  return evidence.state === 'accepted' && lasts ? null : 'evidence_expired';
}

function reasonNow(request: RouteRequest, candidate: RouteCandidate, nowMs: number): ReasonCode | null {
  if (request.triedNodes?.has(candidate.nodeId)) return 'already_tried';
  if (candidate.keysUntilMs - nowMs < KEYS_MUST_LAST_MS) return 'keys_expire';
  const unproven = reasonAgainstEvidence(candidate, nowMs);
  if (unproven) return unproven;
  if (candidate.isDraining) return 'draining';
  if (candidate.isSuspected) return 'suspected';
  if (candidate.circuitUntilMs !== null) return 'circuit_open';
  const free = candidate.slots - candidate.busy;
  if (request.serviceClass === 'batch' && free * 2 < candidate.slots) return 'not_idle';
  // A machine without a single slot never comes free.
  return candidate.slots === 0 || (free <= 0 && !request.mayQueue) ? 'full' : null;
}
