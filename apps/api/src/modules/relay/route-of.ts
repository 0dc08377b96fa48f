import { DATA_POLICIES, NANO_PER_COIN, type QuoteRequest } from '@spindle/shared';
import { abilityBits, type RouteRequest } from '../routing/index.ts';

/** What a quote request asks of routing; `rate` is what its limits in coins are reckoned at. */
export function routeOf(jobId: string, input: QuoteRequest, rateMicroUsdPerCoin: bigint): RouteRequest {
  const { serviceClass = 'interactive', dataPolicy = 'undeclared' } = input;
  return {
    jobId,
    policy: input.policy ?? 'balanced',
    serviceClass,
    needs: abilityBits([input.kind ?? 'chat', ...(input.needs ?? [])]),
    minTier: input.tier ?? null,
    // Everybody promises at least the least.
    minDataPolicy: dataPolicy === DATA_POLICIES[0] ? null : dataPolicy,
    regions: input.regions?.map((region) => region.trim().toLowerCase()) ?? null,
    onlyListings: onlyListingsOf(input),
    ignoreListings: input.ignoreListings ? new Set(input.ignoreListings) : null,
    triedNodes: null,
    maxInputTokens: input.maxInputTokens,
    maxOutputTokens: input.maxOutputTokens,
    maxInputMicroUsdPerMTok: leastOf(
      [input.maxPriceMicroUsdPerMTok, input.maxInputMicroUsdPerMTok],
      input.maxInputNanoPerMTok,
      rateMicroUsdPerCoin,
    ),
    maxOutputMicroUsdPerMTok: leastOf(
      [input.maxPriceMicroUsdPerMTok, input.maxOutputMicroUsdPerMTok],
      input.maxOutputNanoPerMTok,
      rateMicroUsdPerCoin,
    ),
    affinity: input.affinity ?? null,
    // A batch takes what lies idle, or comes again.
    mayQueue: serviceClass === 'interactive',
    mayTryFresh: true,
  };
}

/** A listing that is named alone, and a list of them: both must be met. */
function onlyListingsOf({ listingId, onlyListings }: QuoteRequest): ReadonlySet<string> | null {
  if (listingId === undefined) return onlyListings ? new Set(onlyListings) : null;
  return new Set(onlyListings && !onlyListings.includes(listingId) ? [] : [listingId]);
}

/** The tightest of several limits in micro-dollars, and one in nano. Rounded down: a limit is never exceeded. */
function leastOf(
  limits: readonly (string | undefined)[],
  nanoLimit: string | undefined,
  rateMicroUsdPerCoin: bigint,
): number | null {
  const all = limits.flatMap((limit) => (limit === undefined ? [] : BigInt(limit)));
  if (nanoLimit !== undefined) all.push((BigInt(nanoLimit) * rateMicroUsdPerCoin) / NANO_PER_COIN);
  // Limits beyond what numbers tell apart are beyond every price.
  return all.length > 0 ? Number(all.reduce((least, limit) => (limit < least ? limit : least))) : null;
}
