import { firstOf, type Group, type Party, servedBefore } from './fair-order.ts';

/** What decides the place of one who waits. */
export interface Standing {
  /** An answer that has begun goes on before others begin. */
  readonly isUrgent: boolean;
  readonly buyer: Party;
  readonly key: Party;
  /** Counts up over all who come. */
  readonly arrival: number;
  readonly nodeIds: readonly string[];
}

interface KeyGroup<Each> extends Group {
  /** In the order in which they came. */
  waiters: Set<Each>;
}

interface BuyerGroup<Each> extends Group {
  keys: Map<Party, KeyGroup<Each>>;
}

/**
 * Those who wait at one node: round robin over buyers, then over a buyer's keys, then first come, first served. What it
 * costs grows with the buyers who wait, not with their requests.
 */
export class Line<Each extends Standing> {
  readonly #urgent = { count: 0, weight: 0, waiters: new Set<Each>() };
  readonly #buyers = new Map<Party, BuyerGroup<Each>>();

  get isEmpty(): boolean {
    return this.#urgent.count === 0 && this.#buyers.size === 0;
  }

  /** How much waits here; someone who waits at three nodes counts a third. */
  get weight(): number {
    let weight = this.#urgent.weight;
    for (const group of this.#buyers.values()) weight += group.weight;
    return weight;
  }

  weightOf(buyer: Party): number {
    return this.#buyers.get(buyer)?.weight ?? 0;
  }

  get buyers(): Iterable<Party> {
    return this.#buyers.keys();
  }

  add(waiter: Each): void {
    const groups = this.#groupsOf(waiter);
    for (const group of groups) count(group, waiter, 1);
    groups.at(-1)?.waiters?.add(waiter);
  }

  remove(waiter: Each): void {
    const { buyer, key } = waiter;
    const groups = this.#groupsOf(waiter);
    for (const group of groups) count(group, waiter, -1);
    groups.at(-1)?.waiters?.delete(waiter);
    const ofBuyer = this.#buyers.get(buyer);
    if (ofBuyer?.keys.get(key)?.count === 0) ofBuyer.keys.delete(key);
    if (ofBuyer?.count === 0) this.#buyers.delete(buyer);
  }

  /** Whose turn it is. */
  next(): Each | null {
    const group = this.#urgent.count > 0 ? this.#urgent : firstOf(firstOf(this.#buyers)?.keys ?? NONE);
    for (const waiter of group?.waiters ?? []) return waiter;
    return null;
  }

  /** How much will be served here before this one, who waits here, if nobody else comes. */
  aheadOf(waiter: Each): number {
    const keys = this.#buyers.get(waiter.buyer)?.keys ?? NONE;
    const sameKey: Group = { count: 0, weight: 0 };
    for (const other of keys.get(waiter.key)?.waiters ?? []) {
      if (other === waiter) break;
      count(sameKey, other, 1);
    }
    const otherKeys = servedBefore(keys, waiter.key, sameKey.count + 1);
    const otherBuyers = servedBefore(this.#buyers, waiter.buyer, sameKey.count + otherKeys.count + 1);
    return this.#urgent.weight + sameKey.weight + otherKeys.weight + otherBuyers.weight;
  }

  /** The one of this buyer who came last. */
  newestOf(buyer: Party): Each | null {
    let newest: Each | null = null;
    for (const { waiters } of this.#buyers.get(buyer)?.keys.values() ?? []) {
      for (const waiter of waiters) if (!newest || waiter.arrival > newest.arrival) newest = waiter;
    }
    return newest;
  }

  /** Everybody, in no order. */
  *[Symbol.iterator](): Iterator<Each> {
    yield* this.#urgent.waiters;
    for (const { keys } of this.#buyers.values()) for (const { waiters } of keys.values()) yield* waiters;
  }

  /** Where this one is counted, its own set of waiters last. */
  #groupsOf({ isUrgent, buyer, key }: Each): (Group & { waiters?: Set<Each> })[] {
    if (isUrgent) return [this.#urgent];
    const ofBuyer = this.#buyers.get(buyer) ?? { count: 0, weight: 0, keys: new Map() };
    this.#buyers.set(buyer, ofBuyer);
    const ofKey = ofBuyer.keys.get(key) ?? { count: 0, weight: 0, waiters: new Set() };
    ofBuyer.keys.set(key, ofKey);
    return [ofBuyer, ofKey];
  }
}

const NONE = new Map<Party, never>();

function count(group: Group, { nodeIds }: Standing, by: 1 | -1): void {
  group.count += by;
  // Thirds do not add up exactly; nobody there weighs nothing.
  group.weight = group.count === 0 ? 0 : group.weight + by / nodeIds.length;
}
