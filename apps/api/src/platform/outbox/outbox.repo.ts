import type { Sql } from '../db.ts';
import type { EventRow } from './market-event.ts';

/** SQL on events that wait to be handled. */

const WAITS = 'handled_at IS NULL AND set_aside_at IS NULL';

/**
 * Takes the oldest event that is due and before which none of its subject waits. It stays locked until the transaction
 * ends; other brokers pass it by, and what comes after it.
 */
export async function takeEvent(sql: Sql, nowMs: number): Promise<EventRow | null> {
  const { rows } = await sql.query<EventRow>({
    name: 'outbox-take',
    text: `SELECT id, kind, account_id, subject, facts, created_at FROM outbox_event AS mine
            WHERE ${WAITS} AND (due_at IS NULL OR due_at <= $1)
              AND NOT EXISTS (SELECT 1 FROM outbox_event AS earlier
                               WHERE earlier.subject = mine.subject AND earlier.id < mine.id
                                 AND earlier.handled_at IS NULL AND earlier.set_aside_at IS NULL)
            ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED`,
    values: [new Date(nowMs)],
  });
  return rows[0] ?? null;
}

export async function markHandled(sql: Sql, id: string, nowMs: number): Promise<void> {
  const values = [id, new Date(nowMs)];
  await sql.query({
    name: 'outbox-handled',
    text: 'UPDATE outbox_event SET handled_at = $2, trouble = NULL WHERE id = $1',
    values,
  });
}

export interface Failure {
  id: string;
  code: string;
  nowMs: number;
  /** When it is tried again, and after how many tries it is set aside instead. */
  dueMs: number;
  maxTries: number;
}

/** @returns whether the event is set aside now. */
export async function markFailed(sql: Sql, { id, code, nowMs, dueMs, maxTries }: Failure): Promise<boolean> {
  const { rows } = await sql.query<{ is_aside: boolean }>({
    name: 'outbox-failed',
    text: `UPDATE outbox_event
              SET tries = tries + 1, trouble = $2, due_at = $4,
                  set_aside_at = CASE WHEN tries + 1 >= $5 THEN $3::timestamptz END
            WHERE id = $1 AND ${WAITS} RETURNING set_aside_at IS NOT NULL AS is_aside`,
    values: [id, code, new Date(nowMs), new Date(dueMs), maxTries],
  });
  return rows[0]?.is_aside ?? false;
}

export async function countTries(sql: Sql, id: string): Promise<number> {
  const { rows } = await sql.query<{ tries: number }>('SELECT tries FROM outbox_event WHERE id = $1', [id]);
  return rows[0]?.tries ?? 0;
}

/** @returns how many. */
export async function dropOldEvents(sql: Sql, handledBeforeMs: number, asideBeforeMs: number): Promise<number> {
  const { rowCount } = await sql.query('DELETE FROM outbox_event WHERE handled_at < $1 OR set_aside_at < $2', [
    new Date(handledBeforeMs),
    new Date(asideBeforeMs),
  ]);
  return rowCount ?? 0;
}

export interface OutboxStatus {
  waiting: number;
  /** Null while none waits. */
  oldestWaitingSinceMs: number | null;
  /** Events that could not be handled and are not tried any more. */
  setAside: number;
}

export async function readStatus(sql: Sql): Promise<OutboxStatus> {
  const { rows } = await sql.query<{ waiting: number; oldest: Date | null; aside: number }>(
    `SELECT count(*) FILTER (WHERE set_aside_at IS NULL)::int AS waiting,
            min(created_at) FILTER (WHERE set_aside_at IS NULL) AS oldest,
            count(set_aside_at)::int AS aside
       FROM outbox_event WHERE handled_at IS NULL`,
  );
  const { waiting = 0, oldest = null, aside = 0 } = rows[0] ?? {};
  return { waiting, oldestWaitingSinceMs: oldest?.getTime() ?? null, setAside: aside };
}
