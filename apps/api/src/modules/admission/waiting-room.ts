import type { Result } from '@spindle/shared';
import { isBefore, type Party, type Rank } from './fair-order.ts';
import type { EnterAsk, SlotLease } from './shapes.ts';

export type Wish = Pick<EnterAsk, 'accountId' | 'apiKeyId' | 'modelId' | 'nodeIds' | 'onQueued'> & {
  isUrgent: boolean;
};

/** A request that waits. */
export interface Waiter extends Rank {
  modelId: string;
  sinceMs: number;
  onQueued: EnterAsk['onQueued'];
  /** Ends the wait. */
  settle(result: Result<SlotLease>): void;
}

/** Who waits, at which nodes, and whose turn it is. */
export class WaitingRoom {
  readonly #everyone = new Set<Waiter>();
  readonly #byNode = new Map<string, Set<Waiter>>();
  readonly #parties = new Map<string, Party>();
  #turns = 0;
  #arrivals = 0;

  get size(): number {
    return this.#everyone.size;
  }

  /** In the order in which they came. */
  get everyone(): Iterable<Waiter> {
    return this.#everyone;
  }

  get oldest(): Waiter | null {
    for (const waiter of this.#everyone) return waiter;
    return null;
  }

  admit(wish: Wish, nowMs: number, settle: Waiter['settle']): Waiter {
    const { modelId, nodeIds, onQueued, isUrgent, accountId, apiKeyId } = wish;
    const buyer = this.#party(accountId);
    const key = this.#party(`${accountId} ${apiKeyId ?? ''}`);
    const arrival = ++this.#arrivals;
    const waiter: Waiter = {
      ...{ modelId, onQueued, isUrgent, buyer, key, arrival, sinceMs: nowMs },
      nodeIds: [...new Set(nodeIds)],
      settle: (result) => {
        if (!this.#everyone.has(waiter)) return;
        this.#remove(waiter, [accountId, `${accountId} ${apiKeyId ?? ''}`]);
        settle(result);
      },
    };
    this.#everyone.add(waiter);
    for (const nodeId of waiter.nodeIds) {
      const line = this.#byNode.get(nodeId) ?? new Set();
      this.#byNode.set(nodeId, line.add(waiter));
    }
    return waiter;
  }

  at(nodeId: string): ReadonlySet<Waiter> {
    return this.#byNode.get(nodeId) ?? NOBODY;
  }

  /** Everybody who waits at one of these nodes, each once. */
  near(nodeIds: readonly string[]): Set<Waiter> {
    const all = new Set<Waiter>();
    for (const nodeId of nodeIds) for (const waiter of this.at(nodeId)) all.add(waiter);
    return all;
  }

  /** Whose turn it is at this node. */
  next(nodeId: string): Waiter | null {
    let first: Waiter | null = null;
    for (const waiter of this.at(nodeId)) if (!first || isBefore(waiter, first)) first = waiter;
    return first;
  }

  /** This one is served now: its buyer and key go to the end of the round. */
  passTurn({ buyer, key, isUrgent }: Waiter): void {
    if (isUrgent) return;
    buyer.turn = ++this.#turns;
    key.turn = ++this.#turns;
  }

  /** Who has nothing waiting joins the round at its end. */
  #party(name: string): Party {
    const party = this.#parties.get(name) ?? { turn: ++this.#turns, waiting: 0 };
    party.waiting++;
    this.#parties.set(name, party);
    return party;
  }

  #remove(waiter: Waiter, parties: readonly string[]): void {
    this.#everyone.delete(waiter);
    for (const nodeId of waiter.nodeIds) {
      const line = this.#byNode.get(nodeId);
      line?.delete(waiter);
      if (line?.size === 0) this.#byNode.delete(nodeId);
    }
    waiter.buyer.waiting--;
    waiter.key.waiting--;
    for (const name of parties) if (this.#parties.get(name)?.waiting === 0) this.#parties.delete(name);
  }
}

const NOBODY: ReadonlySet<Waiter> = new Set();
