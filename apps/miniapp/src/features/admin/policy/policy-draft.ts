import type { PolicyNumber } from '../../../lib/api/index.ts';

export const LEAST_NOTE_CHARS = 10;
const DAY_MS = 24 * 3600_000;
const MINUTE_MS = 60_000;

/** A whole number in the setting's bounds that is not the one in force; null for anything else. */
export function readValue(text: string, { low, high, value: now }: PolicyNumber): number | null {
  if (!/^\d{1,10}$/.test(text.trim())) return null;
  const value = Number(text);
  return value >= low && value <= high && value !== now ? value : null;
}

/** When another value holds at the earliest, by the days of notice. */
export function earliestMs(
  { value: now, daysToRaise, daysToLower }: PolicyNumber,
  value: number,
  nowMs: number,
): number {
  return nowMs + Math.max(MINUTE_MS, (value > now ? daysToRaise : daysToLower) * DAY_MS);
}
