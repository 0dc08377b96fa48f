import type { AccountId, ErrorCode, Fault, Result } from '@spindle/shared';
import { createAdmission } from '../create-admission.ts';
import type { Admission, AdmissionLimits, EnterAsk, Place, Queued } from '../shapes.ts';
import { SimTiming, settled } from './sim-timing.ts';

export const SIM_LIMITS: AdmissionLimits = {
  buyerInFlight: 10_000,
  keyInFlight: 10_000,
  buyerPerMinute: 1_000_000,
  keyPerMinute: 1_000_000,
  patienceMs: 10_000,
  waitingPerSlot: 8,
};

/** A machine as it really is: what it was promised is counted here too, so that over-booking is seen. */
export interface SimNode {
  slots: number;
  /** Answers that it works on. */
  busy: number;
  /** Places and leases for it that have neither begun nor been given back. */
  promised: number;
  isDraining: boolean;
  isLinked: boolean;
}

export interface SimAsk {
  buyer: string;
  nodeIds: readonly string[];
  outcome: 'waiting' | 'served' | ErrorCode;
  fault: Fault | null;
  place: Place | null;
  askedAtMs: number;
  endedAtMs: number | null;
  queued: Queued[];
  leave(): void;
}

export const toAccount = (name: string): AccountId => name as AccountId;

/** Machines, buyers and time of a test's own around the real admission. */
export class SimMarket {
  readonly timing = new SimTiming();
  readonly nodes = new Map<string, SimNode>();
  readonly admission: Admission;
  readonly asks: SimAsk[] = [];
  /** In the order in which they got their slots. */
  readonly served: SimAsk[] = [];
  readonly refused: ErrorCode[] = [];
  /** Nodes that were given a request for which they had no slot. Must stay empty. */
  readonly overBooked: string[] = [];
  /** What a test does with a place as soon as it is given. */
  onServed: (ask: SimAsk) => void = () => {};
  #tell: (nodeId: string) => void = () => {};

  constructor(limits: Partial<AdmissionLimits> = {}, slots: Record<string, number> = { a: 1 }) {
    for (const [nodeId, count] of Object.entries(slots)) this.setNode(nodeId, { slots: count });
    this.admission = createAdmission({
      limits: { ...SIM_LIMITS, ...limits },
      timing: this.timing,
      slotsOf: (nodeId) => {
        const node = this.nodes.get(nodeId);
        return node?.isLinked ? node : null;
      },
      onSlotsChanged: (listener) => {
        this.#tell = listener;
      },
      onRefused: (code) => void this.refused.push(code),
    });
  }

  setNode(nodeId: string, change: Partial<SimNode>): void {
    const fresh: SimNode = { slots: 1, busy: 0, promised: 0, isDraining: false, isLinked: true };
    this.nodes.set(nodeId, Object.assign(this.nodes.get(nodeId) ?? fresh, change));
    this.#tell(nodeId);
  }

  node(nodeId: string): SimNode {
    const node = this.nodes.get(nodeId);
    if (!node) throw new Error(`no node ${nodeId}`);
    return node;
  }

  /** Asks; what becomes of it is seen in the result after {@link settled}. */
  async ask(buyer: string, more: Partial<Omit<EnterAsk, 'accountId'>> = {}): Promise<SimAsk> {
    const leaving = new AbortController();
    const ask: SimAsk = {
      ...{ buyer, nodeIds: more.nodeIds ?? [...this.nodes.keys()], outcome: 'waiting', fault: null, place: null },
      ...{ askedAtMs: this.timing.nowMs(), endedAtMs: null, queued: [], leave: () => leaving.abort() },
    };
    this.asks.push(ask);
    const entering = this.admission.enter({
      ...{ accountId: toAccount(buyer), apiKeyId: null, serviceClass: 'interactive', modelId: 'm' },
      ...{ nodeIds: ask.nodeIds, signal: leaving.signal },
      onQueued: (state) => void ask.queued.push(state),
      ...more,
    });
    void entering.then((entered) => this.#ended(ask, entered));
    await settled();
    return ask;
  }

  /** The node was called: it counts the answer itself now. */
  begin(ask: SimAsk): void {
    if (!ask.place) return;
    const node = this.node(ask.place.nodeId);
    node.busy++;
    node.promised--;
    ask.place.started();
  }

  /** The answer ends, and its request leaves. */
  async finish(ask: SimAsk): Promise<void> {
    if (!ask.place) return;
    const { nodeId } = ask.place;
    this.node(nodeId).busy--;
    this.#tell(nodeId);
    ask.place.leave();
    ask.place = null;
    await settled();
  }

  /** The request leaves although its node was never called. */
  async giveUp(ask: SimAsk): Promise<void> {
    if (!ask.place) return;
    this.node(ask.place.nodeId).promised--;
    ask.place.leave();
    ask.place = null;
    await settled();
  }

  #ended(ask: SimAsk, entered: Result<Place>): void {
    ask.outcome = entered.ok ? 'served' : entered.fault.code;
    ask.fault = entered.ok ? null : entered.fault;
    ask.endedAtMs = this.timing.nowMs();
    if (!entered.ok) return;
    const place = entered.value;
    ask.place = place;
    const node = this.node(place.nodeId);
    if (node.busy + node.promised >= node.slots || node.isDraining || !node.isLinked)
      this.overBooked.push(place.nodeId);
    node.promised++;
    this.served.push(ask);
    this.onServed(ask);
  }
}
