import { type ErrorCode, isErrorCode } from '@spindle/shared';
import { isServedBy } from './is-served-by.ts';
import type { ListingPresence } from './neighbours.ts';
import type {
  CheckStep,
  EarningCheck,
  EarningCode,
  EarningStatus,
  Evidence,
  ListingState,
  NodeCondition,
} from './shapes.ts';

export interface EarningFacts {
  state: ListingState;
  stateSinceMs: number;
  /** Models that the listing offers, with the revision that a node must serve. */
  offers: readonly { modelId: string; revision: string }[];
  /** Every node that has joined: linked since, or last seen (null for one that has never linked), and how it stands. */
  joinedNodes: readonly { sinceMs: number | null; condition?: NodeCondition }[];
  presences: readonly ListingPresence[];
  /** When the whole listing is in maintenance, or drains for it. */
  maintenance: { sinceMs: number; untilMs: number } | null;
  /** Single nodes in maintenance, and until when. */
  resting: ReadonlyMap<string, number>;
  hasRate: boolean;
  lastPaidAtMs: number | null;
  nowMs: number;
}

/** What is in the way; null when nothing is. */
type Finding = Omit<EarningStatus, 'evidence'> & { evidence?: Evidence };
type Look = (facts: EarningFacts) => Finding | null;

/** So long after a paid answer a listing still counts as earning. */
const RECENT_MS = 10 * 60_000;

/**
 * What must hold for a listing to earn, in the order in which its owner can remove what is in the way. Some
 * can't be judged before a node has joined, is linked, or serves a model of the listing.
 */
const STEPS: readonly { step: CheckStep; look: Look; needs: 'nothing' | 'joined' | 'nodes' | 'serving' }[] = [
  { step: 'listing', look: lookAtListing, needs: 'nothing' },
  { step: 'maintenance', look: lookAtMaintenance, needs: 'nothing' },
  { step: 'joined', look: lookAtJoined, needs: 'nothing' },
  { step: 'online', look: lookAtOnline, needs: 'joined' },
  { step: 'model', look: lookAtModel, needs: 'nodes' },
  { step: 'exposure', look: lookAtExposure, needs: 'serving' },
  { step: 'open', look: lookAtOpen, needs: 'serving' },
  { step: 'circuit', look: lookAtCircuit, needs: 'serving' },
  { step: 'canaries', look: lookAtCanaries, needs: 'serving' },
  { step: 'rate', look: ({ hasRate }) => (hasRate ? null : { code: 'no_rate', sinceMs: null }), needs: 'nothing' },
];

/** Every condition with what was found, in order. */
export function earningChecks(facts: EarningFacts): EarningCheck[] {
  const isKnown = {
    nothing: true,
    joined: lookAtJoined(facts) === null,
    nodes: facts.presences.length > 0,
    serving: servingOf(facts).length > 0,
  };
  return STEPS.map(({ step, look, needs }): EarningCheck => {
    if (!isKnown[needs]) return { step, state: 'unknown', code: null, sinceMs: null, evidence: {} };
    const found = look(facts);
    if (!found) return { step, state: 'done', code: null, sinceMs: null, evidence: {} };
    const { code, sinceMs, untilMs, faultCode, evidence = {} } = found;
    return {
      ...{ step, state: 'failed', code, sinceMs },
      evidence: {
        ...evidence,
        ...(untilMs !== undefined && { untilMs }),
        ...(faultCode !== undefined && { faultCode }),
      },
    };
  });
}

/** Why a listing is, or is not, earning: the first thing in the way. */
export function earningStatus(facts: EarningFacts): EarningStatus {
  for (const { look } of STEPS) {
    const found = look(facts);
    if (!found) continue;
    const { evidence: _, ...status } = found;
    return status;
  }
  const asked = askedOf(facts);
  const isPaidLately = facts.lastPaidAtMs !== null && facts.nowMs - facts.lastPaidAtMs <= RECENT_MS;
  if (isPaidLately || asked.some(({ busy }) => busy > 0)) return { code: 'earning', sinceMs: facts.lastPaidAtMs };
  return { code: 'ready', sinceMs: linkedSinceMs(asked) };
}

function lookAtListing({ state, stateSinceMs }: EarningFacts): Finding | null {
  return state === 'live' ? null : { code: state, sinceMs: stateSinceMs };
}

/** Of the listing; or of each of its nodes, so that none is left. */
function lookAtMaintenance(facts: EarningFacts): Finding | null {
  if (facts.maintenance) return { code: 'maintenance', ...facts.maintenance };
  const serving = servingOf(facts);
  const untils = serving.flatMap(({ nodeId }) => facts.resting.get(nodeId) ?? []);
  if (serving.length === 0 || untils.length < serving.length) return null;
  return { code: 'maintenance', sinceMs: null, untilMs: Math.min(...untils) };
}

function lookAtJoined({ joinedNodes, presences, stateSinceMs }: EarningFacts): Finding | null {
  return joinedNodes.length + presences.length > 0 ? null : { code: 'no_node', sinceMs: stateSinceMs };
}

function lookAtOnline({ joinedNodes, presences }: EarningFacts): Finding | null {
  if (presences.length > 0) return null;
  const times = joinedNodes.flatMap(({ sinceMs }) => sinceMs ?? []);
  const sinceMs = times.length > 0 ? Math.max(...times) : null;
  const faultCode = joinedNodes.flatMap(({ condition }) => refusedFor(condition) ?? [])[0];
  return { code: 'node_offline', sinceMs, evidence: { nodes: joinedNodes.length }, ...(faultCode && { faultCode }) };
}

/** Why a machine that is away was not let in; undefined where it only is away. */
function refusedFor(condition: NodeCondition | undefined): ErrorCode | undefined {
  if (condition?.state === 'clock_off') return 'clock_skewed';
  return condition && isErrorCode(condition.code) ? condition.code : undefined;
}

/** With what ails its engine, where the node says it. */
function lookAtModel(facts: EarningFacts): Finding | null {
  const { presences, offers } = facts;
  if (servingOf(facts).length > 0) return null;
  const loaded = new Set(presences.flatMap((it) => [...it.loadedModels]));
  const evidence = { offered: offers.length, loaded: [...loaded].slice(0, 3).join(', ') };
  const codes = presences.flatMap(({ troubles }) => offers.flatMap(({ modelId }) => troubles?.get(modelId) ?? []));
  const faultCode = codes.find(isErrorCode);
  return { code: 'no_model_loaded', sinceMs: linkedSinceMs(presences), evidence, ...(faultCode && { faultCode }) };
}

/** Why machines take nothing, by what they say of it; what the owner can change goes before what passes by itself. */
const REFUSALS = [
  { said: 'node_paused', code: 'machine_paused' },
  { said: 'exposure_limit', code: 'exposure_limit' },
] as const;

/** Why the market itself sends nobody to a machine that would take work. */
const HOLDS = ['node_twins', 'clock_skewed'] as const satisfies readonly ErrorCode[];

/** Why none of the machines takes new work; null when one does. */
function whyNoneIsOpen(facts: EarningFacts): EarningCode | null {
  if (openOf(facts).length > 0) return null;
  const serving = servingOf(facts);
  return REFUSALS.find(({ said }) => serving.some(({ refusing }) => refusing === said))?.code ?? 'draining';
}

function lookAtExposure(facts: EarningFacts): Finding | null {
  return whyNoneIsOpen(facts) === 'exposure_limit' ? { code: 'exposure_limit', sinceMs: null } : null;
}

function lookAtOpen(facts: EarningFacts): Finding | null {
  const code = whyNoneIsOpen(facts);
  if (code === null || code === 'exposure_limit') return null;
  const held =
    code === 'draining'
      ? servingOf(facts).flatMap(({ refusing }) => HOLDS.find((it) => it === refusing) ?? [])[0]
      : undefined;
  return held ? { code: 'machine_held', sinceMs: null, faultCode: held } : { code, sinceMs: null };
}

/** Since the last of its nodes failed too often: until then one of them was asked. */
function lookAtCircuit(facts: EarningFacts): Finding | null {
  const open = openOf(facts);
  if (open.length === 0 || askedOf(facts).length > 0) return null;
  const last = open.reduce((a, b) => (b.circuit.sinceMs > a.circuit.sinceMs ? b : a));
  const { sinceMs, lastCode } = last.circuit;
  return { code: 'circuit_open', sinceMs, ...(lastCode !== null && { faultCode: lastCode }) };
}

/** Since the last of those that buyers are sent to was suspected: routing passes suspected machines over. */
function lookAtCanaries(facts: EarningFacts): Finding | null {
  const asked = askedOf(facts);
  if (asked.length === 0 || asked.some(({ isSuspected }) => !isSuspected)) return null;
  const suspicions = facts.joinedNodes.flatMap(({ condition }) => (condition?.state === 'suspected' ? condition : []));
  const last = suspicions.toSorted((a, b) => (b.sinceMs ?? 0) - (a.sinceMs ?? 0))[0];
  const evidence = last ? { ...last.evidence, canaryCode: last.code } : {};
  return { code: 'suspected', sinceMs: last?.sinceMs ?? null, evidence };
}

const servingOf = ({ presences, offers }: EarningFacts): ListingPresence[] =>
  presences.filter((presence) => offers.some((offer) => isServedBy(presence, offer)));

const openOf = (facts: EarningFacts): ListingPresence[] => servingOf(facts).filter(({ isDraining }) => !isDraining);

const askedOf = (facts: EarningFacts): ListingPresence[] =>
  openOf(facts).filter(({ circuit }) => circuit.state === 'closed');

const linkedSinceMs = (presences: readonly ListingPresence[]): number =>
  Math.min(...presences.map((presence) => presence.linkedSinceMs));

/** How one node is, by the same conditions: for the owner of several. */
export function nodeStatus(
  node: { online: boolean; sinceMs: number | null; condition?: NodeCondition },
  presence: ListingPresence | undefined,
  facts: Pick<EarningFacts, 'state' | 'offers' | 'maintenance' | 'resting'>,
): { code: EarningCode; sinceMs: number | null } {
  const rests = presence && (facts.maintenance !== null || facts.resting.has(presence.nodeId));
  if (rests) return { code: 'maintenance', sinceMs: facts.maintenance?.sinceMs ?? null };
  if (!presence) return { code: 'node_offline', sinceMs: node.sinceMs };
  const of = { ...facts, presences: [presence], joinedNodes: [node], maintenance: null, resting: new Map() };
  const whole = { ...of, state: 'live' as const, stateSinceMs: 0, hasRate: true, lastPaidAtMs: null, nowMs: 0 };
  const status = earningStatus(whole);
  // The market measures it before anyone can buy: it answers, and earns nothing by that.
  if (status.code === 'earning' && facts.state !== 'live') return { code: 'ready', sinceMs: presence.linkedSinceMs };
  return status;
}
