import type { ErrorCode } from '@spindle/shared';
import { LEAST_PAYOUT_NANO } from './limits.ts';
import type { NextPayout, PayoutSettings } from './shapes.ts';

export interface PayoutFacts {
  settings: PayoutSettings;
  /** When a payout by day or week is due. */
  dueAtMs: number | null;
  /** Promised and not claimed, over all accounts. */
  owedNano: bigint;
  /** Earned, and not promised yet. */
  unpromisedNano: bigint;
  /** Since when the oldest payout that is not ended is as it is; null without one. */
  openSinceMs: number | null;
  /** Why nothing new is promised. */
  why: ErrorCode | null;
  stop: { sinceMs: number } | null;
  isCarrying: boolean;
  nowMs: number;
}

/** What the next payout waits for: the first thing in the way. */
export function nextPayout(facts: PayoutFacts): NextPayout {
  const { settings, dueAtMs, owedNano, unpromisedNano, openSinceMs, why, stop, isCarrying, nowMs } = facts;
  const next = (reason: NextPayout['why'], more: Partial<NextPayout> = {}): NextPayout => ({
    ...{ why: reason, sinceMs: null, atMs: null, amountNano: owedNano },
    ...more,
  });
  if (openSinceMs !== null) return next('in_work', { sinceMs: openSinceMs });
  if (owedNano === 0n) return next(why ?? (unpromisedNano > 0n ? 'promising' : 'nothing'));
  if (stop) return next('payouts_stopped', { sinceMs: stop.sinceMs });
  if (!isCarrying) return next('payouts_uncarried');
  if (settings.schedule === 'on_demand') return next(owedNano < LEAST_PAYOUT_NANO ? 'threshold' : 'ask');
  if (dueAtMs !== null && dueAtMs > nowMs) return next('time', { atMs: dueAtMs });
  if (owedNano < settings.thresholdNano) return next('threshold', { sinceMs: dueAtMs });
  return next('time', { atMs: nowMs });
}
