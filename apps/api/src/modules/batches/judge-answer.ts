import type { ErrorCode } from '@spindle/shared';
import type { LineAnswer } from './shapes.ts';

/** What becomes of a line: its end, or another turn later. */
export type Judgement = 'answered' | 'failed' | 'no_idle_machine' | 'no_money' | 'try_again' | 'later';

/** Another moment may do: nothing was paid, and nothing is wrong with the line. */
const NO_IDLE_MACHINE: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'no_candidates',
  'node_busy',
  'queue_full',
  'queue_timeout',
  'rate_limited',
  'too_many_in_flight',
]);
const NO_MONEY: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'channel_closing',
  'insufficient_funds',
  'key_cap_reached',
]);
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

/** @param tries how often machines have failed on it before. */
export function judgeAnswer({ code }: Pick<LineAnswer, 'code'>, tries: number): Judgement {
  if (code === null) return 'answered';
  if (NO_IDLE_MACHINE.has(code)) return 'no_idle_machine';
  if (NO_MONEY.has(code)) return 'no_money';
  if (LATER.has(code)) return 'later';
  return TRY_AGAIN.has(code) && tries + 1 < MAX_TRIES ? 'try_again' : 'failed';
}
