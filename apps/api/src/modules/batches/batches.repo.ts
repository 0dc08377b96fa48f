import type { Sql } from '../../platform/index.ts';
import type { BatchFault, BatchState, WaitingFor } from './shapes.ts';

/** SQL on batches, as their owner sees them. */

export interface BatchRow {
  account_id: string;
  id: string;
  api_key_id: string;
  input_file_id: string;
  output_file_id: string | null;
  error_file_id: string | null;
  endpoint: string;
  window_seconds: number;
  salt: Buffer;
  metadata: Buffer;
  state: BatchState;
  faults: BatchFault[];
  waiting_for: WaitingFor | null;
  total: number;
  answered: number;
  failed: number;
  output_bytes: string;
  error_bytes: string;
  lease_until: Date | null;
  created_at: Date;
  began_at: Date | null;
  cancelling_at: Date | null;
  ended_at: Date | null;
  expires_at: Date;
}

export const BATCH_COLUMNS = `account_id, id, api_key_id, input_file_id, output_file_id, error_file_id, endpoint,
  window_seconds, salt, metadata, state, faults, waiting_for, total, answered, failed, output_bytes, error_bytes,
  lease_until, created_at, began_at, cancelling_at, ended_at, expires_at`;

export const UNFINISHED = `state IN ('validating', 'in_progress', 'cancelling')`;

export type NewBatchRow = Pick<
  BatchRow,
  | 'account_id'
  | 'id'
  | 'api_key_id'
  | 'input_file_id'
  | 'output_file_id'
  | 'error_file_id'
  | 'endpoint'
  | 'window_seconds'
  | 'salt'
  | 'metadata'
  | 'created_at'
  | 'expires_at'
>;

export async function insertBatch(sql: Sql, row: NewBatchRow): Promise<void> {
  await sql.query(
    `INSERT INTO batch (account_id, id, api_key_id, input_file_id, output_file_id, error_file_id, endpoint,
       window_seconds, salt, metadata, created_at, expires_at, state, faults)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 'validating', '[]')`,
    [
      ...[row.account_id, row.id, row.api_key_id, row.input_file_id, row.output_file_id, row.error_file_id],
      ...[row.endpoint, row.window_seconds, row.salt, row.metadata, row.created_at, row.expires_at],
    ],
  );
}

export async function findBatch(sql: Sql, accountId: string, id: string): Promise<BatchRow | null> {
  const { rows } = await sql.query<BatchRow>(`SELECT ${BATCH_COLUMNS} FROM batch WHERE account_id = $1 AND id = $2`, [
    accountId,
    id,
  ]);
  return rows[0] ?? null;
}

/** The batch whose output or error file this is. */
export async function findBatchOfFile(sql: Sql, accountId: string, fileId: string): Promise<BatchRow | null> {
  const { rows } = await sql.query<BatchRow>(
    `SELECT ${BATCH_COLUMNS} FROM batch WHERE account_id = $1 AND (output_file_id = $2 OR error_file_id = $2)`,
    [accountId, fileId],
  );
  return rows[0] ?? null;
}

/** Newest first: ids are UUIDv7. */
export async function listBatches(
  sql: Sql,
  accountId: string,
  page: { before: string | null; limit: number | null },
): Promise<BatchRow[]> {
  const { rows } = await sql.query<BatchRow>(
    `SELECT ${BATCH_COLUMNS} FROM batch WHERE account_id = $1 AND ($2::uuid IS NULL OR id < $2)
      ORDER BY id DESC LIMIT $3`,
    [accountId, page.before, page.limit],
  );
  return rows;
}

/** Asks a batch to stop. @returns false when it has ended, or does so already. */
export async function markCancelling(sql: Sql, accountId: string, id: string, nowMs: number): Promise<boolean> {
  const { rowCount } = await sql.query(
    `UPDATE batch SET state = 'cancelling', cancelling_at = $3
      WHERE account_id = $1 AND id = $2 AND state IN ('validating', 'in_progress')`,
    [accountId, id, new Date(nowMs)],
  );
  return rowCount === 1;
}

/** Batches of a key that have not ended, with what tells whether a secret is the right one. */
export interface UnfinishedRow {
  id: string;
  salt: Buffer;
  file_id: string;
  file_salt: Buffer;
  file_name: Buffer;
  file_parts: number;
}

export async function findUnfinished(
  sql: Sql,
  { accountId, apiKeyId }: { accountId: string; apiKeyId: string },
): Promise<UnfinishedRow[]> {
  const { rows } = await sql.query<UnfinishedRow>({
    name: 'batch-unfinished',
    text: `SELECT b.id, b.salt, f.id AS file_id, f.salt AS file_salt, f.name AS file_name, f.parts AS file_parts
             FROM batch b JOIN batch_file f ON f.account_id = b.account_id AND f.id = b.input_file_id
            WHERE b.account_id = $1 AND b.api_key_id = $2 AND b.${UNFINISHED}`,
    values: [accountId, apiKeyId],
  });
  return rows;
}

export async function isFileInUse(sql: Sql, accountId: string, fileId: string): Promise<boolean> {
  const { rowCount } = await sql.query(
    `SELECT 1 FROM batch WHERE account_id = $1 AND input_file_id = $2 AND ${UNFINISHED} LIMIT 1`,
    [accountId, fileId],
  );
  return rowCount === 1;
}

/** Lets an output or error file go: its results are dropped, what was counted stays. */
export async function dropResults(sql: Sql, row: BatchRow, which: 'output' | 'error'): Promise<void> {
  await sql.query(
    `WITH dropped AS (
       UPDATE batch_line SET result = NULL WHERE account_id = $1 AND batch_id = $2 AND state = $3
     )
     UPDATE batch SET ${which}_file_id = NULL, ${which}_bytes = 0 WHERE account_id = $1 AND id = $2`,
    [row.account_id, row.id, which === 'output' ? 'answered' : 'failed'],
  );
}

/** Batches past their window that nobody works on, so that they end although no broker knows their key. */
export async function findForsaken(sql: Sql, nowMs: number): Promise<BatchRow[]> {
  const { rows } = await sql.query<BatchRow>(
    `SELECT ${BATCH_COLUMNS} FROM batch
      WHERE ${UNFINISHED} AND (expires_at <= $1 OR state = 'cancelling') AND (lease_until IS NULL OR lease_until <= $1)
      LIMIT 100`,
    [new Date(nowMs)],
  );
  return rows;
}

/** Drops batches that ended before this moment, with their lines. @returns how many. */
export async function deleteOldBatches(sql: Sql, endedBeforeMs: number): Promise<number> {
  const { rowCount } = await sql.query(
    `WITH old AS (
       SELECT account_id, id FROM batch WHERE ended_at <= $1 LIMIT 100
     ), lines AS (
       DELETE FROM batch_line l USING old WHERE l.account_id = old.account_id AND l.batch_id = old.id
     )
     DELETE FROM batch b USING old WHERE b.account_id = old.account_id AND b.id = old.id`,
    [new Date(endedBeforeMs)],
  );
  return rowCount ?? 0;
}
