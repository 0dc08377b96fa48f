import type { ErrorCode } from '@spindle/shared';
import { AT_REST_OVERHEAD_BYTES, type Database, inTransaction, type Sql } from '../../platform/index.ts';
import { BATCH_COLUMNS, type BatchRow, UNFINISHED } from './batches.repo.ts';
import type { BatchFault, BatchState, WaitingFor } from './shapes.ts';

/** SQL on batches, as those who run them change them. All of it is conditional: several brokers may work on one. */

export interface BatchName {
  accountId: string;
  id: string;
}

/** Says that somebody works on the batch. @returns it as it stands; null when it has ended. */
export async function beat(sql: Sql, { accountId, id }: BatchName, leaseUntilMs: number): Promise<BatchRow | null> {
  const { rows } = await sql.query<BatchRow>({
    name: 'batch-beat',
    text: `UPDATE batch SET lease_until = $3 WHERE account_id = $1 AND id = $2 AND ${UNFINISHED}
           RETURNING ${BATCH_COLUMNS}`,
    values: [accountId, id, new Date(leaseUntilMs)],
  });
  return rows[0] ?? null;
}

/** Nobody here works on it any more. */
export async function endBeat(sql: Sql, { accountId, id }: BatchName): Promise<void> {
  await sql.query('UPDATE batch SET lease_until = NULL WHERE account_id = $1 AND id = $2', [accountId, id]);
}

export async function setWaiting(sql: Sql, { accountId, id }: BatchName, waitingFor: WaitingFor | null): Promise<void> {
  await sql.query('UPDATE batch SET waiting_for = $3 WHERE account_id = $1 AND id = $2', [accountId, id, waitingFor]);
}

/** The right to read the file for its lines. @returns false while another broker has it. */
export async function takeReading(
  sql: Sql,
  { accountId, id }: BatchName,
  reader: { id: string; nowMs: number; untilMs: number },
): Promise<boolean> {
  const { rowCount } = await sql.query(
    `UPDATE batch SET reader_id = $3, reader_until = $5
      WHERE account_id = $1 AND id = $2 AND state = 'validating'
        AND (reader_id = $3 OR reader_until IS NULL OR reader_until <= $4)`,
    [accountId, id, reader.id, new Date(reader.nowMs), new Date(reader.untilMs)],
  );
  return rowCount === 1;
}

export interface NewLine {
  line: number;
  start: number;
  length: number;
  /** Sealed. */
  name: Buffer;
}

const INSERT_AT_ONCE = 5_000;

/** Writes the lines of a file that is good, and begins. */
export function beginBatch(
  { pool }: Pick<Database, 'pool'>,
  { accountId, id }: BatchName,
  lines: readonly NewLine[],
  nowMs: number,
): Promise<void> {
  return inTransaction(pool, async (sql) => {
    const { rowCount } = await sql.query(
      `UPDATE batch SET state = 'in_progress', began_at = $3, total = $4
        WHERE account_id = $1 AND id = $2 AND state = 'validating'`,
      [accountId, id, new Date(nowMs), lines.length],
    );
    if (rowCount !== 1) return;
    for (let at = 0; at < lines.length; at += INSERT_AT_ONCE) {
      const some = lines.slice(at, at + INSERT_AT_ONCE);
      await sql.query(
        `INSERT INTO batch_line (account_id, batch_id, line, start, length, name, state)
         SELECT $1, $2, l.line, l.start, l.length, l.name, 'waiting'
           FROM unnest($3::int[], $4::int[], $5::int[], $6::bytea[]) AS l(line, start, length, name)`,
        [accountId, id, ...(['line', 'start', 'length', 'name'] as const).map((key) => some.map((it) => it[key]))],
      );
    }
  });
}

/** Ends a batch that never began, or that stops for good. */
export async function failBatch(
  sql: Sql,
  { accountId, id }: BatchName,
  faults: BatchFault[],
  nowMs: number,
): Promise<void> {
  await sql.query(
    `UPDATE batch SET state = 'failed', faults = $3, ended_at = $4, lease_until = NULL, waiting_for = NULL
      WHERE account_id = $1 AND id = $2 AND state = 'validating'`,
    [accountId, id, JSON.stringify(faults), new Date(nowMs)],
  );
}

export interface Finish {
  state: Extract<BatchState, 'completed' | 'expired' | 'cancelled' | 'failed'>;
  /** Why lines that had no turn have none; null when there must be none of those. */
  code: ErrorCode | null;
  faults: BatchFault[];
  /** What the error file grows by for each such line, besides its custom_id. */
  bytesPerLine: number;
  nowMs: number;
}

/**
 * Ends a batch, once nobody works on a line of it. The batch is locked before its lines, here and where lines end.
 * @returns false while lines are in work, or (without a code) wait for their turn.
 */
export function finishBatch({ pool }: Pick<Database, 'pool'>, name: BatchName, finish: Finish): Promise<boolean> {
  const ids = [name.accountId, name.id];
  return inTransaction(pool, async (sql) => {
    const { rowCount: isOpen } = await sql.query(
      `SELECT 1 FROM batch WHERE account_id = $1 AND id = $2 AND ${UNFINISHED} FOR NO KEY UPDATE`,
      ids,
    );
    if (!isOpen) return true;
    if (finish.code) {
      await sql.query(
        `WITH rest AS (
           UPDATE batch_line SET state = 'failed', reason = $3, runner_id = NULL
            WHERE account_id = $1 AND batch_id = $2
              AND (state = 'waiting' OR (state = 'running' AND lease_until <= $4))
           RETURNING octet_length(name) - $6::int + $5::int AS bytes
         )
         UPDATE batch b SET failed = b.failed + s.lines, error_bytes = b.error_bytes + s.bytes
           FROM (SELECT count(*) AS lines, coalesce(sum(bytes), 0) AS bytes FROM rest) s
          WHERE b.account_id = $1 AND b.id = $2`,
        [...ids, finish.code, new Date(finish.nowMs), finish.bytesPerLine, AT_REST_OVERHEAD_BYTES],
      );
    }
    const { rowCount: inWork } = await sql.query(
      `SELECT 1 FROM batch_line WHERE account_id = $1 AND batch_id = $2 AND state IN ('waiting', 'running') LIMIT 1`,
      ids,
    );
    if (inWork) return false;
    await sql.query(
      `UPDATE batch SET state = $3, faults = $4, ended_at = $5, lease_until = NULL, waiting_for = NULL
        WHERE account_id = $1 AND id = $2`,
      [...ids, finish.state, JSON.stringify(finish.faults), new Date(finish.nowMs)],
    );
    return true;
  });
}
