import type { Sql } from '../../platform/index.ts';

/** SQL on kept replies. */

export interface RunRow {
  accountId: string;
  mark: Uint8Array;
  bodyMark: Uint8Array;
  runId: string;
  nowMs: number;
  leaseUntilMs: number;
  expiresAtMs: number;
}

/**
 * Takes the row of a request for a run: a new one, one that has expired, or one whose run has died. Of many at once
 * exactly one gets it. @returns false when there is a row that is none of these.
 */
export async function takeRun(sql: Sql, row: RunRow): Promise<boolean> {
  const { rowCount } = await sql.query({
    name: 'replay-take',
    text: `INSERT INTO idempotent_reply AS r
             (account_id, mark, body_mark, state, run_id, lease_until, created_at, expires_at)
           VALUES ($1, $2, $3, 'running', $4, $6, $5, $7)
           ON CONFLICT (account_id, mark) DO UPDATE
             SET body_mark = excluded.body_mark, state = 'running', reply = NULL, run_id = excluded.run_id,
                 lease_until = excluded.lease_until, created_at = excluded.created_at, expires_at = excluded.expires_at
             WHERE r.expires_at <= $5
                OR (r.state = 'running' AND r.lease_until <= $5 AND r.body_mark = excluded.body_mark)`,
    values: [
      row.accountId,
      row.mark,
      row.bodyMark,
      row.runId,
      ...[row.nowMs, row.leaseUntilMs, row.expiresAtMs].map((ms) => new Date(ms)),
    ],
  });
  return rowCount === 1;
}

export interface ReplyRow {
  state: 'running' | 'kept' | 'too_large';
  body_mark: Buffer;
  lease_until: Date;
  reply: Buffer | null;
}

export async function findReply(sql: Sql, accountId: string, mark: Uint8Array): Promise<ReplyRow | null> {
  const { rows } = await sql.query<ReplyRow>({
    name: 'replay-find',
    text: 'SELECT state, body_mark, lease_until, reply FROM idempotent_reply WHERE account_id = $1 AND mark = $2',
    values: [accountId, mark],
  });
  return rows[0] ?? null;
}

type RunName = Pick<RunRow, 'accountId' | 'mark' | 'runId'>;
const OF_RUN = `account_id = $1 AND mark = $2 AND run_id = $3 AND state = 'running'`;

/** Ends a run with its reply. @param reply null for one that is too large to keep. */
export async function keepReply(sql: Sql, run: RunName, reply: Uint8Array | null): Promise<void> {
  await sql.query({
    name: 'replay-keep',
    text: `UPDATE idempotent_reply SET state = CASE WHEN $4::bytea IS NULL THEN 'too_large' ELSE 'kept' END, reply = $4
            WHERE ${OF_RUN}`,
    values: [run.accountId, run.mark, run.runId, reply],
  });
}

export async function renewRun(sql: Sql, run: RunName, leaseUntilMs: number): Promise<void> {
  const values = [run.accountId, run.mark, run.runId, new Date(leaseUntilMs)];
  await sql.query({
    name: 'replay-renew',
    text: `UPDATE idempotent_reply SET lease_until = $4 WHERE ${OF_RUN}`,
    values,
  });
}

export async function forgetRun(sql: Sql, run: RunName): Promise<void> {
  const values = [run.accountId, run.mark, run.runId];
  await sql.query({ name: 'replay-forget', text: `DELETE FROM idempotent_reply WHERE ${OF_RUN}`, values });
}

/** @returns how many. */
export async function dropExpiredReplies(sql: Sql, nowMs: number): Promise<number> {
  const { rowCount } = await sql.query('DELETE FROM idempotent_reply WHERE expires_at <= $1', [new Date(nowMs)]);
  return rowCount ?? 0;
}
