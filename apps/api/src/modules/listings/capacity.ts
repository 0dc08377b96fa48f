import type { ListingPresence } from './neighbours.ts';

/** What linked nodes can do together now. */
export interface Capacity {
  nodesOnline: number;
  slots: number;
  freeSlots: number;
  tokensPerSecond: number | null;
  firstTokenMs: number | null;
}

/** A draining node is online, and takes nothing new. Speeds are those of the best node. */
export function capacityOf(presences: readonly ListingPresence[]): Capacity {
  return {
    nodesOnline: presences.length,
    slots: sum(presences.map(({ slots }) => slots)),
    freeSlots: sum(presences.map(({ slots, busy, isDraining }) => (isDraining ? 0 : Math.max(0, slots - busy)))),
    tokensPerSecond: best(Math.max, presences, 'tokensPerSecond'),
    firstTokenMs: best(Math.min, presences, 'firstTokenMs'),
  };
}

/** The best of several numbers, where null means: not measured. */
export function best<Key extends string>(
  pick: (...values: number[]) => number,
  items: readonly Readonly<Record<Key, number | null>>[],
  key: Key,
): number | null {
  const values = items.flatMap((item) => item[key] ?? []);
  return values.length > 0 ? pick(...values) : null;
}

export const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
