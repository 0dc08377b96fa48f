import type { ErrorCode, Fault } from '@spindle/shared';

/** Another moment may do: nothing was paid, and nothing is wrong with the line. */
const LATER: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'no_candidates',
  'node_busy',
  'queue_full',
  'queue_timeout',
  'rate_limited',
  'too_many_in_flight',
  'insufficient_funds',
  'key_cap_reached',
  'channel_closing',
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

/** @param tries how often machines have failed on this line, this time included. */
export function judgeFault({ code }: Fault, tries: number): 'later' | 'again' | 'failed' {
  if (LATER.has(code)) return 'later';
  return TRY_AGAIN.has(code) && tries < MAX_TRIES ? 'again' : 'failed';
}
