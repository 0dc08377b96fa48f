import { DATA_POLICIES, type DataPolicy, TIERS, type Tier } from '@spindle/shared';
import { type EarningFacts, earningStatus, nodeStatus } from './earning-checks.ts';
import type { ListingRow } from './listings.repo.ts';
import { endOf, phaseOf } from './maintenance/index.ts';
import type { JoinedNode, ListingEarnings, ListingPresence } from './neighbours.ts';
import type { ListingNode, ListingOffer, ListingState, ListingView, MaintenanceWindow, StateBy } from './shapes.ts';
import { LISTING_STATES, STATE_BY } from './shapes.ts';
import { toEvidence } from './state-evidence.ts';

export interface ListingParts {
  row: ListingRow;
  joinedNodes: readonly JoinedNode[];
  presences: readonly ListingPresence[];
  earnings: ListingEarnings;
  /** Those that are not over. */
  windows: readonly MaintenanceWindow[];
  hasRate: boolean;
  nowMs: number;
}

/** A listing as its owner and admins see it: what is written, who is linked, what was earned, and why not more. */
export function toListingView(parts: ListingParts): ListingView {
  const { row, joinedNodes, presences, earnings } = parts;
  const facts = earningFacts(parts);
  return {
    listingId: row.id,
    title: row.title,
    hardware: toHardware(row),
    gpuCount: row.gpuCount,
    region: row.region,
    tier: toTier(row.tier),
    dataPolicy: toDataPolicy(row.dataPolicy),
    state: facts.state,
    stateBy: toStateBy(row.stateBy),
    stateCode: row.stateCode,
    stateReason: row.stateReason,
    stateEvidence: toEvidence(row.stateEvidence),
    stateSince: facts.stateSinceMs,
    offers: row.offers.map(toOffer),
    nodes: joinedNodes.map((node) => toNode(node, presences, facts)),
    earnedNano: earnings.earnedNano,
    requests: earnings.requests,
    status: earningStatus(facts),
  };
}

/** What decides whether the listing earns. */
export function earningFacts({ row, earnings, windows, ...parts }: ListingParts): EarningFacts {
  const isOn = (window: MaintenanceWindow) => ['draining', 'on'].includes(phaseOf(window, parts.nowMs));
  const now = windows.filter(isOn);
  const whole = now.find(({ nodeId }) => nodeId === null);
  return {
    ...parts,
    state: toState(row.state),
    stateSinceMs: row.stateSince.getTime(),
    offers: row.offers.map(({ model }) => ({ modelId: model.id, revision: model.revision })),
    maintenance: whole ? { sinceMs: whole.fromMs, untilMs: endOf(whole) } : null,
    resting: new Map(now.flatMap((window) => (window.nodeId === null ? [] : [[window.nodeId, endOf(window)]]))),
    lastPaidAtMs: earnings.lastAtMs,
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

function toNode(node: JoinedNode, presences: readonly ListingPresence[], facts: EarningFacts): ListingNode {
  const { nodeId, online, sinceMs, slots, busy, loadedModels, program } = node;
  const { tokensPerSecond, firstTokenMs, measuredAt, telemetry, condition } = node;
  const presence = presences.find((it) => it.nodeId === nodeId);
  const status = nodeStatus(node, presence, facts);
  const now = { nodeId, online, sinceMs, slots, busy, loadedModels, program };
  return { ...now, tokensPerSecond, firstTokenMs, measuredAt, telemetry, condition, status };
}

/** The database knows these words only by a constraint and by our own writing, so they are read, not trusted. */
export function toState(word: string): ListingState {
  const state = LISTING_STATES.find((each) => each === word);
  if (!state) throw new Error(`a listing is in a state that does not exist: ${word}`);
  return state;
}

export function toStateBy(word: string): StateBy {
  const by = STATE_BY.find((each) => each === word);
  if (!by) throw new Error(`a listing is in a state brought about by nobody we know: ${word}`);
  return by;
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
