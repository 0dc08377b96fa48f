import type { Database } from '../../platform/index.ts';
import { inTransaction, type Sql } from '../../platform/index.ts';

/** SQL on uploaded files and their parts. */

export interface FileRow {
  account_id: string;
  id: string;
  api_key_id: string;
  salt: Buffer;
  name: Buffer;
  bytes: number;
  parts: number;
  created_at: Date;
  expires_at: Date;
}

const COLUMNS = 'account_id, id, api_key_id, salt, name, bytes, parts, created_at, expires_at';

/** A file that is being stored: it is not listed, and dropped if it never ends. */
export async function insertFile(sql: Sql, file: Omit<FileRow, 'bytes' | 'parts'>): Promise<void> {
  await sql.query(`INSERT INTO batch_file (${COLUMNS}, state) VALUES ($1, $2, $3, $4, $5, 0, 0, $6, $7, 'storing')`, [
    file.account_id,
    file.id,
    file.api_key_id,
    file.salt,
    file.name,
    file.created_at,
    file.expires_at,
  ]);
}

export interface PartName {
  accountId: string;
  fileId: string;
  part: number;
}

export async function insertPart(sql: Sql, { accountId, fileId, part }: PartName, sealed: Uint8Array): Promise<void> {
  const text = 'INSERT INTO batch_file_part (account_id, file_id, part, sealed) VALUES ($1, $2, $3, $4)';
  await sql.query({ name: 'file-part', text, values: [accountId, fileId, part, sealed] });
}

export async function markStored(
  sql: Sql,
  file: { accountId: string; id: string },
  size: { bytes: number; parts: number },
): Promise<void> {
  await sql.query(`UPDATE batch_file SET state = 'stored', bytes = $3, parts = $4 WHERE account_id = $1 AND id = $2`, [
    file.accountId,
    file.id,
    size.bytes,
    size.parts,
  ]);
}

export async function findFile(sql: Sql, accountId: string, id: string): Promise<FileRow | null> {
  const { rows } = await sql.query<FileRow>(
    `SELECT ${COLUMNS} FROM batch_file WHERE account_id = $1 AND id = $2 AND state = 'stored'`,
    [accountId, id],
  );
  return rows[0] ?? null;
}

/** A key's files, newest first: ids are UUIDv7. */
export async function listFiles(
  sql: Sql,
  { accountId, apiKeyId }: { accountId: string; apiKeyId: string },
): Promise<FileRow[]> {
  const { rows } = await sql.query<FileRow>(
    `SELECT ${COLUMNS} FROM batch_file WHERE account_id = $1 AND api_key_id = $2 AND state = 'stored'
      ORDER BY id DESC`,
    [accountId, apiKeyId],
  );
  return rows;
}

export async function readPart(sql: Sql, { accountId, fileId, part }: PartName): Promise<Buffer | null> {
  const { rows } = await sql.query<{ sealed: Buffer }>({
    name: 'file-read-part',
    text: 'SELECT sealed FROM batch_file_part WHERE account_id = $1 AND file_id = $2 AND part = $3',
    values: [accountId, fileId, part],
  });
  return rows[0]?.sealed ?? null;
}

/** What an account's files and results take together. */
export async function storedBytes(sql: Sql, accountId: string): Promise<number> {
  const { rows } = await sql.query<{ bytes: string }>(
    `SELECT (SELECT coalesce(sum(bytes), 0) FROM batch_file WHERE account_id = $1)
          + (SELECT coalesce(sum(output_bytes + error_bytes), 0) FROM batch WHERE account_id = $1) AS bytes`,
    [accountId],
  );
  return Number(rows[0]?.bytes ?? 0);
}

/** @returns false when there was none. */
export function deleteFile({ pool }: Pick<Database, 'pool'>, accountId: string, id: string): Promise<boolean> {
  return inTransaction(pool, async (sql) => {
    await sql.query('DELETE FROM batch_file_part WHERE account_id = $1 AND file_id = $2', [accountId, id]);
    const { rowCount } = await sql.query('DELETE FROM batch_file WHERE account_id = $1 AND id = $2', [accountId, id]);
    return rowCount === 1;
  });
}

/** Files past their time, and those whose upload broke off. */
export async function findExpiredFiles(
  sql: Sql,
  nowMs: number,
  brokenBeforeMs: number,
): Promise<{ account_id: string; id: string }[]> {
  const { rows } = await sql.query<{ account_id: string; id: string }>(
    `SELECT account_id, id FROM batch_file
      WHERE expires_at <= $1 OR (state = 'storing' AND created_at <= $2) LIMIT 500`,
    [new Date(nowMs), new Date(brokenBeforeMs)],
  );
  return rows;
}
