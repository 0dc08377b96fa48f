import type { ErrorCode } from './errors/index.ts';

/** What becomes of a batch's line that met a fault: it waits, another machine is asked at once, or the fault is its end. */
export type LineJudgement = 'no_idle_machine' | 'no_money' | 'later' | 'try_again' | 'failed';

/** Another moment may do: nothing was paid, and nothing is wrong with the line. */
const NO_IDLE_MACHINE: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'no_candidates',
  'node_busy',
  'queue_full',
  'queue_timeout',
  'rate_limited',
  'too_many_in_flight',
]);
/** Waits too: money may come. */
const NO_MONEY: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'channel_closing',
  'day_cap_reached',
  'insufficient_funds',
  'key_cap_reached',
  'signature_needed',
  'strict_mode',
]);
/** The market itself cannot work just now. */
const LATER: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'buying_paused',
  'database_unavailable',
  'rate_stale',
  'shutting_down',
]);
/** A machine's fault: nothing was paid, and another machine may do better. */
const TRY_AGAIN: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'answer_cut',
  'answer_damaged',
  'engine_unreachable',
  'internal',
  'manifest_expired',
  'node_lost',
  'node_timeout',
  'quote_expired',
]);
const MAX_TRIES = 3;

/**
 * The same for a batch that the market runs and for one that a buyer's own client runs.
 * @param tries how often machines have failed on this line, this time included.
 */
export function judgeBatchLine(code: ErrorCode, tries: number): LineJudgement {
  if (NO_IDLE_MACHINE.has(code)) return 'no_idle_machine';
  if (NO_MONEY.has(code)) return 'no_money';
  if (LATER.has(code)) return 'later';
  return TRY_AGAIN.has(code) && tries < MAX_TRIES ? 'try_again' : 'failed';
}
