import type { AccountId } from '@spindle/shared';
import { abilityBits } from '../ability-bits.ts';
import type { RouteCandidate, RouteRequest } from '../candidate.ts';
import { spreadOf } from '../chance.ts';

export const NOW = 1_800_000_000_000;

export const routeRequest = (more: Partial<RouteRequest> = {}): RouteRequest => ({
  jobId: 'job-1',
  policy: 'cheapest',
  serviceClass: 'interactive',
  needs: abilityBits(['chat']),
  minTier: null,
  minDataPolicy: null,
  regions: null,
  onlyListings: null,
  ignoreListings: null,
  triedNodes: null,
  maxInputTokens: 1_000,
  maxOutputTokens: 500,
  maxInputMicroUsdPerMTok: null,
  maxOutputMicroUsdPerMTok: null,
  affinity: null,
  mayQueue: true,
  mayTryFresh: true,
  ...more,
});

/** A machine that is idle, known and measured; `usd` is its price for input and output alike. */
export function routeCandidate(nodeId: string, more: Partial<RouteCandidate> & { usd?: number } = {}): RouteCandidate {
  const { usd = 1, ...rest } = more;
  return {
    nodeId,
    spread: spreadOf(nodeId),
    listingId: `listing of ${nodeId}`,
    providerId: 'provider' as AccountId,
    tier: 'community',
    dataPolicy: 'undeclared',
    region: 'eu-lv',
    revision: 'r1',
    inputMicroUsdPerMTok: Math.round(usd * 1e6),
    outputMicroUsdPerMTok: Math.round(usd * 1e6),
    contextLength: 8_192,
    abilities: abilityBits(['chat']),
    hasModel: true,
    keysUntilMs: NOW + 3600_000,
    slots: 4,
    busy: 0,
    isDraining: false,
    circuitUntilMs: null,
    answers: 1_000,
    outstandingTokens: 0,
    tokensPerSecond: 50,
    firstTokenMs: 200,
    ...rest,
  };
}

/** A machine with so many answers in work. */
export const withLoad = (candidate: RouteCandidate, busy: number): RouteCandidate => ({
  ...candidate,
  busy,
  outstandingTokens: busy * 300,
});
