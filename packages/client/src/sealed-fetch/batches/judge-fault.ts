import type { ErrorCode, Fault } from '@spindle/shared';
import type { WaitingFor } from './shapes.ts';

/** Another moment may do: nothing was paid, and nothing is wrong with the line. */
const LATER: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'no_candidates',
  'node_busy',
  'queue_full',
  'queue_timeout',
  'rate_limited',
  'too_many_in_flight',
  'buying_paused',
  'database_unavailable',
  'rate_stale',
  'shutting_down',
]);
/** Waits too: money may come. */
const NO_MONEY: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'insufficient_funds',
  'key_cap_reached',
  'channel_closing',
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
export function judgeFault({ code }: Fault, tries: number): WaitingFor | 'again' | 'failed' {
  if (NO_MONEY.has(code)) return 'funds';
  if (LATER.has(code)) return 'idle_capacity';
  return TRY_AGAIN.has(code) && tries < MAX_TRIES ? 'again' : 'failed';
}
