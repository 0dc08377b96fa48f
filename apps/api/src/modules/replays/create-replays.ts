import { randomUUID } from 'node:crypto';
import { fail, ok, type Result } from '@spindle/shared';
import { openAtRest } from '../../platform/index.ts';
import type { ReplaysDeps } from './deps.ts';
import { type Marks, marksOf } from './marks.ts';
import { dropExpiredReplies, findReply, type ReplyRow, takeRun } from './replays.repo.ts';
import { fromBytes } from './reply-bytes.ts';
import { LEASE_MS, MAX_REPLY_BYTES, startRun } from './running.ts';
import type { Begun, ReplayAsk } from './shapes.ts';

export type ReplayRefusal = 'idempotency_mismatch' | 'idempotency_running' | 'idempotency_too_large';

export interface Replays {
  /**
   * The reply of an earlier request under the same `Idempotency-Key`, or the right to run it, which must be ended by
   * `keep` or `forget`.
   */
  begin(ask: ReplayAsk): Promise<Result<Begun, ReplayRefusal>>;
  /** Clockwork: drops what is older than a day. @returns how many. */
  dropExpired(): Promise<number>;
}

const LIFE_MS = 24 * 3600_000;
/** A row that goes away between two looks was of a run that failed in that moment. */
const LOOKS = 5;

/** @example const begun = await replays.begin(ask); if (begun.ok && begun.value.kind === 'run') … await run.keep(reply) */
export function createReplays(deps: ReplaysDeps): Replays {
  const { db, clock } = deps;
  return {
    begin: async (ask) => {
      const marks = marksOf(ask);
      for (let look = 0; look < LOOKS; look++) {
        const nowMs = clock.nowMs();
        const times = { nowMs, leaseUntilMs: nowMs + LEASE_MS, expiresAtMs: nowMs + LIFE_MS };
        const row = { ...marks, ...times, accountId: ask.accountId, runId: randomUUID() };
        if (await takeRun(db.pool, row)) return ok({ kind: 'run', run: startRun(deps, row, marks) });
        const found = await findReply(db.pool, ask.accountId, marks.mark);
        if (found) return fromRow(found, marks, nowMs);
      }
      return fail('idempotency_running', { retryAfterSeconds: 1 });
    },
    dropExpired: () => dropExpiredReplies(db.pool, clock.nowMs()),
  };
}

const ASK_AGAIN_SECONDS = 2;

function fromRow(row: ReplyRow, { key, place, bodyMark }: Marks, nowMs: number): Result<Begun, ReplayRefusal> {
  if (!row.body_mark.equals(bodyMark)) return fail('idempotency_mismatch');
  if (row.state === 'too_large') return fail('idempotency_too_large', { limitKb: MAX_REPLY_BYTES / 1024 });
  if (!row.reply) {
    const untilMs = Math.max(1_000, row.lease_until.getTime() - nowMs);
    return fail('idempotency_running', { retryAfterSeconds: Math.min(ASK_AGAIN_SECONDS, Math.ceil(untilMs / 1000)) });
  }
  const bytes = openAtRest(key, row.reply, place);
  if (!bytes) throw new Error('a kept reply does not open under the key that found it');
  return ok({ kind: 'replay', reply: fromBytes(bytes) });
}
