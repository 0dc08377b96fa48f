import type { AccountId, Result } from '@spindle/shared';

// Types only: see the note in accounts/shapes.ts.

/** `batch` takes idle capacity alone and never waits here. */
export type ServiceClass = 'interactive' | 'batch';

export interface EnterAsk {
  accountId: AccountId;
  /** Null for a person in the Mini App. */
  apiKeyId: string | null;
  serviceClass: ServiceClass;
  modelId: string;
  /** Who may answer, in order of preference. */
  nodeIds: readonly string[];
  /** Fires when the buyer leaves: a request that waits then leaves the queue at once. */
  signal: AbortSignal;
  /** Told when the request begins to wait, and again when its position has changed (at most twice a second). */
  onQueued?: (state: Queued) => void;
}

export interface Queued {
  /** 1 is next. */
  position: number;
  /** Null until answers of this model have been measured. */
  etaMs: number | null;
}

/** One slot of one node, kept for its holder. */
export interface SlotLease {
  readonly nodeId: string;
  /** Call right after the node was called: from then on the node's own count holds the slot. */
  started(): void;
  /** Gives the slot back. Safe to call twice, and after `started`. */
  release(): void;
}

/** A request that was let in. One slot of `nodeId` is kept for it until `started` or `leave`. */
export interface Place {
  readonly nodeId: string;
  /** How long it waited; 0 when a slot was free. */
  readonly queuedMs: number;
  /** See {@link SlotLease.started}, for the slot at `nodeId`. */
  started(): void;
  /** For the next attempt (fail-over, take-over, hedge): a slot at one of these nodes now; null when all are full. */
  another(nodeIds: readonly string[]): SlotLease | null;
  /** The same, but waits ahead of everybody who has not begun; null when none came free in time, or the buyer left. */
  anotherSoon(nodeIds: readonly string[]): Promise<SlotLease | null>;
  /** The request has ended: gives back every slot that it still holds. Safe to call twice. */
  leave(): void;
}

/** What a buyer or key may still ask in this minute: the tighter of the two. */
export interface RequestLimits {
  limit: number;
  remaining: number;
  /** Until the count begins anew. */
  resetMs: number;
}

/** Who and what is let in, when, and by which node. */
export interface Admission {
  /**
   * Lets a request in: concurrency and rate of its buyer and key, then a free slot at one of `nodeIds`, waiting for it
   * in a fair, bounded queue.
   *
   * Refusals, each with the fact `retryAfterSeconds`: `too_many_in_flight`, `rate_limited`, `queue_full` (the wait would
   * be too long, said at once), `queue_timeout`, `node_busy` (batches, when nothing is idle), `shutting_down`;
   * without it `node_lost` (all these nodes have gone), and `buyer_left` when `signal` has fired.
   */
  enter(ask: EnterAsk): Promise<Result<Place>>;
  /** For headers: what may still be asked. Takes nothing. */
  limitsOf(who: Pick<EnterAsk, 'accountId' | 'apiKeyId'>): Promise<RequestLimits>;
  /** Requests that wait now. */
  readonly waiting: number;
  /** Refuses everybody who waits, and everybody who comes, with `shutting_down`. Places that were given stay. */
  close(): void;
}

/** What a node can take, as it is now. `busy` counts answers in work there. */
export interface NodeSlots {
  readonly slots: number;
  readonly busy: number;
  readonly isDraining: boolean;
}

export interface AdmissionLimits {
  /** Requests of one buyer, and of one key, that may be in work or wait at once. */
  buyerInFlight: number;
  keyInFlight: number;
  /** Requests a minute. */
  buyerPerMinute: number;
  keyPerMinute: number;
  /** The longest wait for a slot. */
  patienceMs: number;
  /** How many may wait for each slot. */
  waitingPerSlot: number;
}
