import { DATA_POLICIES, type DataPolicy, TIERS, type Tier } from '@spindle/shared';
import { earningStatus } from './earning-status.ts';
import type { ListingRow } from './listings.repo.ts';
import type { JoinedNode, ListingEarnings, ListingPresence } from './neighbours.ts';
import type { ListingNode, ListingOffer, ListingState, ListingView } from './shapes.ts';
import { LISTING_STATES } from './shapes.ts';

export interface ListingParts {
  row: ListingRow;
  joinedNodes: readonly JoinedNode[];
  presences: readonly ListingPresence[];
  earnings: ListingEarnings;
  hasRate: boolean;
  nowMs: number;
}

/** A listing as its owner and admins see it: what is written, who is linked, what was earned, and why not more. */
export function toListingView(parts: ListingParts): ListingView {
  const { row, joinedNodes, presences, earnings } = parts;
  const state = toState(row.state);
  const stateSince = row.stateSince.getTime();
  return {
    listingId: row.id,
    title: row.title,
    hardware: toHardware(row),
    gpuCount: row.gpuCount,
    region: row.region,
    tier: toTier(row.tier),
    dataPolicy: toDataPolicy(row.dataPolicy),
    state,
    stateReason: row.stateReason,
    stateSince,
    offers: row.offers.map(toOffer),
    nodes: joinedNodes.map(toNode),
    earnedNano: earnings.earnedNano,
    requests: earnings.requests,
    status: earningStatus({
      state,
      stateSinceMs: stateSince,
      offers: row.offers.map(({ model }) => ({ modelId: model.id, revision: model.revision })),
      joinedNodes,
      presences,
      hasRate: parts.hasRate,
      lastPaidAtMs: earnings.lastAtMs,
      nowMs: parts.nowMs,
    }),
  };
}

export const toHardware = ({ hardware: { id, name, memoryGb } }: ListingRow) => ({ id, name, memoryGb });

function toOffer({ id, model, ...offer }: ListingRow['offers'][number]): ListingOffer {
  return {
    offerId: id,
    modelId: model.id,
    modelName: model.name,
    isTestEngine: model.isTestEngine,
    inputMicroUsdPerMTok: offer.inputMicroUsdPerMTok,
    cachedInputMicroUsdPerMTok: offer.cachedInputMicroUsdPerMTok,
    outputMicroUsdPerMTok: offer.outputMicroUsdPerMTok,
    batchDiscountPercent: offer.batchDiscountPercent,
  };
}

function toNode(node: JoinedNode): ListingNode {
  const { nodeId, online, sinceMs, slots, busy, program, tokensPerSecond, firstTokenMs, condition } = node;
  return { nodeId, online, sinceMs, slots, busy, program, tokensPerSecond, firstTokenMs, condition };
}

/** The database knows these words only by a constraint and by our own writing, so they are read, not trusted. */
export function toState(word: string): ListingState {
  const state = LISTING_STATES.find((each) => each === word);
  if (!state) throw new Error(`a listing is in a state that does not exist: ${word}`);
  return state;
}

export function toTier(word: string): Tier {
  const tier = TIERS.find((each) => each === word);
  if (!tier) throw new Error(`a listing has a tier that does not exist: ${word}`);
  return tier;
}

export function toDataPolicy(word: string): DataPolicy {
  const policy = DATA_POLICIES.find((each) => each === word);
  if (!policy) throw new Error(`a listing has a data policy that does not exist: ${word}`);
  return policy;
}
