import type { Party } from './fair-order.ts';
import type { ServiceTimes } from './service-times.ts';
import type { Queued } from './shapes.ts';
import type { SlotBook } from './slot-book.ts';
import type { Waiter, WaitingRoom } from './waiting-room.ts';

export interface OutlookParts {
  room: WaitingRoom;
  book: SlotBook;
  times: ServiceTimes;
}

/** Thirds of those who wait at three nodes do not add up exactly. */
const ROUNDING = 1e-9;

/** How many are before this one, and how long that will take: the line moves once each (service time / slots). */
export function outlookOf({ room, book, times }: OutlookParts, waiter: Waiter): Queued {
  const ahead = sum(room.linesOf(waiter).map((line) => line.aheadOf(waiter)));
  const serviceMs = times.of(waiter.modelId);
  const slots = book.slotsAt(waiter.nodeIds);
  const etaMs = serviceMs === null || slots === 0 ? null : ((ahead + 1) * serviceMs) / slots;
  return { position: Math.ceil(ahead - ROUNDING) + 1, etaMs };
}

/** True while no more than `perSlot` wait for each slot of this one's nodes, itself counted. */
export function fitsLine(
  { room, book }: Pick<OutlookParts, 'room' | 'book'>,
  waiter: Waiter,
  perSlot: number,
): boolean {
  const waiting = sum(room.linesOf(waiter).map(({ weight }) => weight));
  return waiting - ROUNDING <= perSlot * book.slotsAt(waiter.nodeIds);
}

/**
 * Who gives way when the line is full and `waiter` comes last: the newest of the buyer who has most waiting there, if
 * that buyer has more than `waiter`'s even after it. Null when `waiter` itself must go.
 */
export function whoGivesWay(room: WaitingRoom, waiter: Waiter): Waiter | null {
  const lines = room.linesOf(waiter);
  const weightOf = (buyer: Party) => sum(lines.map((line) => line.weightOf(buyer)));
  let most = { buyer: waiter.buyer, weight: weightOf(waiter.buyer) + ROUNDING };
  for (const line of lines) {
    for (const buyer of line.buyers) {
      const weight = weightOf(buyer);
      if (weight > most.weight) most = { buyer, weight };
    }
  }
  if (most.buyer === waiter.buyer) return null;
  const newest = lines.flatMap((line) => line.newestOf(most.buyer) ?? []);
  return newest.sort((a, b) => b.arrival - a.arrival)[0] ?? null;
}

const sum = (figures: readonly number[]): number => figures.reduce((a, b) => a + b, 0);
