import { fail, ok, type Result } from '@spindle/shared';
import type { MaintenanceWindow, WindowPhase } from '../shapes.ts';

/** So long before a window begins no new work is routed there: longer than nearly every answer. */
export const DRAIN_MS = 5 * 60_000;

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
export const WINDOW_LIMITS = {
  leastMs: 5 * MINUTE_MS,
  mostMs: 7 * DAY_MS,
  aheadMs: 60 * DAY_MS,
  /** Of one listing, planned or on. */
  open: 20,
} as const;
/** A form that lay open for a moment still means "now". */
const LATE_MS = 2 * MINUTE_MS;

/** When it really ends. */
export const endOf = ({ toMs, endedMs }: MaintenanceWindow): number => Math.min(toMs, endedMs ?? toMs);

/** Where a window is follows from the clock alone, so that no restart can lose it. */
export function phaseOf(window: MaintenanceWindow, nowMs: number): WindowPhase {
  if (nowMs >= endOf(window)) return 'over';
  if (nowMs >= window.fromMs) return 'on';
  return nowMs >= window.fromMs - DRAIN_MS ? 'draining' : 'planned';
}

/** Whether two windows would stand in each other's way: those of two different nodes never do. */
export function overlap(a: MaintenanceWindow, b: MaintenanceWindow): boolean {
  if (a.listingId !== b.listingId) return false;
  if (a.nodeId !== null && b.nodeId !== null && a.nodeId !== b.nodeId) return false;
  return a.fromMs < endOf(b) && b.fromMs < endOf(a);
}

/** Whether these times can be planned now. Refusal: `window_range`. */
export function checkTimes({ fromMs, toMs }: { fromMs: number; toMs: number }, nowMs: number): Result<null> {
  const lengthMs = toMs - fromMs;
  const isLong = lengthMs >= WINDOW_LIMITS.leastMs && lengthMs <= WINDOW_LIMITS.mostMs;
  const isSoon = fromMs >= nowMs - LATE_MS && fromMs <= nowMs + WINDOW_LIMITS.aheadMs;
  if (isLong && isSoon) return ok(null);
  const { leastMs, mostMs, aheadMs } = WINDOW_LIMITS;
  return fail('window_range', { minutes: leastMs / MINUTE_MS, days: mostMs / DAY_MS, ahead: aheadMs / DAY_MS });
}
