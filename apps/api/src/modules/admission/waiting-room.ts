import type { Result } from '@spindle/shared';
import type { Party } from './fair-order.ts';
import { Line, type Standing } from './line.ts';
import type { EnterAsk, SlotLease } from './shapes.ts';

export type Wish = Pick<EnterAsk, 'accountId' | 'apiKeyId' | 'modelId' | 'nodeIds' | 'onQueued'> & {
  isUrgent: boolean;
};

/** A request that waits. */
export interface Waiter extends Standing {
  readonly modelId: string;
  readonly sinceMs: number;
  readonly onQueued: EnterAsk['onQueued'];
  /** Ends the wait. */
  settle(result: Result<SlotLease>): void;
}

/** Who waits, at which nodes, and whose turn it is. */
export class WaitingRoom {
  readonly #everyone = new Set<Waiter>();
  readonly #lines = new Map<string, Line<Waiter>>();
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

  /** Who waits at this node; null when nobody does. */
  lineAt(nodeId: string): Line<Waiter> | null {
    return this.#lines.get(nodeId) ?? null;
  }

  /** The lines that this one stands in. */
  linesOf({ nodeIds }: Waiter): Line<Waiter>[] {
    return nodeIds.flatMap((nodeId) => this.#lines.get(nodeId) ?? []);
  }

  admit(wish: Wish, nowMs: number, onSettled: Waiter['settle']): Waiter {
    const { modelId, onQueued, isUrgent, accountId, apiKeyId } = wish;
    const names = { buyer: accountId, key: `${accountId} ${apiKeyId ?? ''}` };
    const waiter: Waiter = {
      ...{ modelId, onQueued, isUrgent, sinceMs: nowMs, arrival: ++this.#arrivals },
      ...{ buyer: this.#join(names.buyer), key: this.#join(names.key), nodeIds: [...new Set(wish.nodeIds)] },
      settle: (result) => {
        if (!this.#everyone.delete(waiter)) return;
        this.#leaveLines(waiter);
        this.#part(names.buyer);
        this.#part(names.key);
        onSettled(result);
      },
    };
    this.#everyone.add(waiter);
    for (const nodeId of waiter.nodeIds) {
      const line = this.#lines.get(nodeId) ?? new Line();
      this.#lines.set(nodeId, line);
      line.add(waiter);
    }
    return waiter;
  }

  /** This one is served now: its buyer and key go to the end of the round. */
  passTurn({ buyer, key, isUrgent }: Waiter): void {
    if (isUrgent) return;
    buyer.turn = ++this.#turns;
    key.turn = ++this.#turns;
  }

  /** Who has nothing waiting joins the round at its end. */
  #join(name: string): Party {
    const party = this.#parties.get(name) ?? { turn: ++this.#turns, waiting: 0 };
    party.waiting++;
    this.#parties.set(name, party);
    return party;
  }

  #part(name: string): void {
    const party = this.#parties.get(name);
    if (party && --party.waiting === 0) this.#parties.delete(name);
  }

  #leaveLines(waiter: Waiter): void {
    for (const nodeId of waiter.nodeIds) {
      const line = this.#lines.get(nodeId);
      line?.remove(waiter);
      if (line?.isEmpty) this.#lines.delete(nodeId);
    }
  }
}
