export interface SlaClock {
  /** Until the answer is due; below zero once it is late. */
  leftMs: number;
  /** How much of the time is gone, 0 to 1. */
  share: number;
  tone: 'good' | 'warn' | 'bad';
}

/** From here on a review is pressing. */
const LITTLE_LEFT = 0.25;

/** How a review stands against the time that a provider was promised an answer in. */
export function slaClock(item: { waitingSinceMs: number; slaMs: number }, nowMs: number): SlaClock {
  const waitedMs = Math.max(0, nowMs - item.waitingSinceMs);
  const leftMs = item.slaMs - waitedMs;
  const tone = leftMs <= 0 ? 'bad' : leftMs < item.slaMs * LITTLE_LEFT ? 'warn' : 'good';
  return { leftMs, share: item.slaMs > 0 ? Math.min(1, waitedMs / item.slaMs) : 1, tone };
}
