import { type Fault, fail } from '@spindle/shared';

/** What became of a receipt that did not come with its answer. */
export type LateVerdict =
  /** Settled now. */
  | 'settled'
  /** Nobody waits for it any more: it was settled before, or its answer cost nothing. */
  | 'over'
  /** Of another key, job, request or terms than it says, or above its ceilings: it can never be right. */
  | 'misfit'
  /** It could not be dealt with now: the machine keeps it. */
  | 'keep';

/** A machine that comes back after a long outage brings what piled up; nobody brings so much that settles nothing. */
const MOST = 5_000;
const PER_SECOND = 5;
/** No accident makes one that can't be right. */
const COST: Record<LateVerdict, number> = { settled: 0, keep: 0, over: 1, misfit: 250 };

/** An allowance for receipts that settle nothing, for one machine: each costs the market a look into its books. */
export class ReceiptGuard {
  #left = MOST;
  #filledAtMs: number;

  constructor(private readonly nowMs: () => number = () => performance.now()) {
    this.#filledAtMs = nowMs();
  }

  /** @returns a fault once a machine has brought more of them than any honest one has. */
  take(verdict: LateVerdict): Fault | null {
    const now = this.nowMs();
    const seconds = Math.max(0, now - this.#filledAtMs) / 1000;
    this.#filledAtMs = now;
    this.#left = Math.min(MOST, this.#left + seconds * PER_SECOND) - COST[verdict];
    return this.#left < 0 ? fail('receipts_worthless', { limit: MOST }).fault : null;
  }
}
