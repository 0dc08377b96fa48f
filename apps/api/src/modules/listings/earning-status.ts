import { isErrorCode } from '@spindle/shared';
import type { ListingPresence } from './neighbours.ts';
import type { EarningStatus, ListingState } from './shapes.ts';

export interface EarningFacts {
  state: ListingState;
  stateSinceMs: number;
  /** Models that the listing offers, with the revision that a node must serve. */
  offers: readonly { modelId: string; revision: string }[];
  /** Every node that has joined: linked since, or last seen; null for one that has never linked. */
  joinedNodes: readonly { sinceMs: number | null }[];
  presences: readonly ListingPresence[];
  hasRate: boolean;
  lastPaidAtMs: number | null;
  nowMs: number;
}

/** So long after a paid answer a listing still counts as earning. */
const RECENT_MS = 10 * 60_000;

/** Why a listing is, or is not, earning: the first thing in the way, in the order in which its owner can remove them. */
export function earningStatus(facts: EarningFacts): EarningStatus {
  const { state, presences, joinedNodes } = facts;
  if (state !== 'live') return { code: state, sinceMs: facts.stateSinceMs };
  if (joinedNodes.length === 0 && presences.length === 0) return { code: 'no_node', sinceMs: facts.stateSinceMs };
  if (presences.length === 0) return { code: 'node_offline', sinceMs: lastSeenMs(joinedNodes) };

  const serving = presences.filter((presence) => facts.offers.some((offer) => isServedBy(presence, offer)));
  if (serving.length === 0) return noModelLoaded(presences, facts.offers);
  const open = serving.filter(({ isDraining }) => !isDraining);
  if (open.length === 0) return { code: whyNoneIsOpen(serving), sinceMs: null };
  const asked = open.filter(({ circuit }) => circuit.state === 'closed');
  if (asked.length === 0) return leftAlone(open);
  if (!facts.hasRate) return { code: 'no_rate', sinceMs: null };

  const isPaidLately = facts.lastPaidAtMs !== null && facts.nowMs - facts.lastPaidAtMs <= RECENT_MS;
  if (isPaidLately || asked.some(({ busy }) => busy > 0)) return { code: 'earning', sinceMs: facts.lastPaidAtMs };
  return { code: 'ready', sinceMs: linkedSinceMs(asked) };
}

/** With what ails its engine, where the node says it. */
function noModelLoaded(presences: readonly ListingPresence[], offers: EarningFacts['offers']): EarningStatus {
  const codes = presences.flatMap(({ troubles }) => offers.flatMap(({ modelId }) => troubles?.get(modelId) ?? []));
  const faultCode = codes.find(isErrorCode);
  return { code: 'no_model_loaded', sinceMs: linkedSinceMs(presences), ...(faultCode && { faultCode }) };
}

/** Why machines take nothing, by what they say of it; what the owner can change goes before what passes by itself. */
const REFUSALS = [
  { said: 'node_paused', code: 'machine_paused' },
  { said: 'exposure_limit', code: 'exposure_limit' },
] as const;

const whyNoneIsOpen = (presences: readonly ListingPresence[]): EarningStatus['code'] =>
  REFUSALS.find(({ said }) => presences.some(({ refusing }) => refusing === said))?.code ?? 'draining';

/** Since the last of its nodes failed too often: until then one of them was asked. */
function leftAlone(presences: readonly ListingPresence[]): EarningStatus {
  const last = presences.reduce((a, b) => (b.circuit.sinceMs > a.circuit.sinceMs ? b : a));
  const { sinceMs, lastCode } = last.circuit;
  return { code: 'circuit_open', sinceMs, ...(lastCode !== null && { faultCode: lastCode }) };
}

/** Whether the node answers with this model now, in this very revision. */
export function isServedBy(presence: ListingPresence, offer: { modelId: string; revision: string }): boolean {
  const isLoaded = presence.loadedModels.has(offer.modelId);
  return (
    isLoaded &&
    presence.manifest.models.some(({ model, revision }) => model === offer.modelId && revision === offer.revision)
  );
}

function lastSeenMs(nodes: EarningFacts['joinedNodes']): number | null {
  const times = nodes.flatMap(({ sinceMs }) => sinceMs ?? []);
  return times.length > 0 ? Math.max(...times) : null;
}

const linkedSinceMs = (presences: readonly ListingPresence[]): number =>
  Math.min(...presences.map((presence) => presence.linkedSinceMs));
