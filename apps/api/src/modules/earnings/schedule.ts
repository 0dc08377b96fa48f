import type { PayoutSchedule } from './shapes.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Payouts by day and week go out at this hour of UTC. */
const HOUR_OF_PAYOUTS = 9;
/** 1970-01-01 was a Thursday: so many days later was the first Monday. */
const FIRST_MONDAY = 4;

/** The next time after `nowMs` at which payouts of this schedule go out; null when it does not go by time. */
export function nextDueMs(schedule: PayoutSchedule, nowMs: number): number | null {
  if (schedule === 'daily') return nextOf(DAY_MS, HOUR_OF_PAYOUTS * HOUR_MS, nowMs);
  if (schedule === 'weekly') return nextOf(7 * DAY_MS, FIRST_MONDAY * DAY_MS + HOUR_OF_PAYOUTS * HOUR_MS, nowMs);
  return null;
}

const nextOf = (everyMs: number, phaseMs: number, nowMs: number): number =>
  (Math.floor((nowMs - phaseMs) / everyMs) + 1) * everyMs + phaseMs;
