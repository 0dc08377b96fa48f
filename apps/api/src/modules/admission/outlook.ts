import { aheadOf, shareOf } from './fair-order.ts';
import type { ServiceTimes } from './service-times.ts';
import type { Queued } from './shapes.ts';
import type { SlotBook } from './slot-book.ts';
import type { Waiter, WaitingRoom } from './waiting-room.ts';

export interface OutlookParts {
  room: WaitingRoom;
  book: SlotBook;
  times: ServiceTimes;
}

/** How many are before this one, and how long that will take: the line moves once each (service time / slots). */
export function outlookOf({ room, book, times }: OutlookParts, waiter: Waiter): Queued {
  const ahead = aheadOf(waiter, room.near(waiter.nodeIds));
  const serviceMs = times.of(waiter.modelId);
  const slots = book.slotsAt(waiter.nodeIds);
  const etaMs = serviceMs === null || slots === 0 ? null : ((ahead + 1) * serviceMs) / slots;
  return { position: Math.ceil(ahead - ROUNDING) + 1, etaMs };
}

/** Thirds of those who wait at three nodes do not add up exactly. */
const ROUNDING = 1e-9;

/** True while no more than `perSlot` wait for each slot of this one's nodes, itself counted. */
export function fitsLine(
  { room, book }: Pick<OutlookParts, 'room' | 'book'>,
  waiter: Waiter,
  perSlot: number,
): boolean {
  let waiting = 0;
  for (const other of room.near(waiter.nodeIds)) waiting += shareOf(other, waiter);
  return waiting - ROUNDING <= perSlot * book.slotsAt(waiter.nodeIds);
}

/**
 * Who gives way when the line is full and `waiter` comes last: the newest of the buyer who has most waiting there, if
 * that buyer has more than `waiter`'s even after it. Null when `waiter` itself must go.
 */
export function whoGivesWay(room: WaitingRoom, waiter: Waiter): Waiter | null {
  const counts = new Map<Waiter['buyer'], { count: number; newest: Waiter }>();
  for (const other of room.near(waiter.nodeIds)) {
    if (other.isUrgent) continue;
    const { count, newest } = counts.get(other.buyer) ?? { count: 0, newest: other };
    counts.set(other.buyer, { count: count + 1, newest: newest.arrival > other.arrival ? newest : other });
  }
  const own = counts.get(waiter.buyer)?.count ?? 0;
  const most = [...counts.values()].reduce((a, b) => (b.count > a.count ? b : a), { count: 0, newest: waiter });
  return most.count > own ? most.newest : null;
}
