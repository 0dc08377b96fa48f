import type { Canonical } from '@spindle/shared';
import { rowsOf, type Sql, type Transaction } from '../../../platform/index.ts';
import type { ChainedEntry } from './audit-hash.ts';

/** SQL on the audit log: rows are written and read. The database refuses to change or delete them. */

export interface StoredEntry extends ChainedEntry {
  hash: string;
}

export interface LogHead {
  seq: number;
  hash: string;
}

/** Held until the caller's transaction ends. */
export async function lockLog(transaction: Transaction): Promise<void> {
  await rowsOf(transaction, `SELECT 1 AS locked FROM pg_advisory_xact_lock(hashtextextended('audit_entry', 0))`);
}

/** The last row; null while there is none. */
export async function readHead(transaction: Transaction): Promise<LogHead | null> {
  const [row] = await rowsOf<{ seq: string; hash: string }>(
    transaction,
    'SELECT seq::text AS seq, hash FROM audit_entry ORDER BY audit_entry.seq DESC LIMIT 1',
  );
  return row ? { seq: Number(row.seq), hash: row.hash } : null;
}

export async function insertEntry(transaction: Transaction, entry: StoredEntry): Promise<void> {
  const { seq, prevHash, hash, id, actorId, action, subject, code, reason, facts, atMs } = entry;
  await rowsOf(
    transaction,
    `INSERT INTO audit_entry (seq, prev_hash, hash, id, actor_id, action, subject, code, reason, facts, created_at)
     VALUES ($1::text::bigint, $2::text, $3::text, $4::text::uuid, $5::text::uuid, $6::text, $7::text, $8::text,
             $9::text, $10::text::jsonb, $11::text::timestamptz)`,
    [
      ...[String(seq), prevHash, hash, id, actorId, action, subject, code, reason],
      ...[facts === null ? null : JSON.stringify(facts), new Date(atMs).toISOString()],
    ],
  );
}

interface Row {
  seq: string;
  prev_hash: string;
  hash: string;
  id: string;
  actor_id: string | null;
  action: string;
  subject: string;
  code: string | null;
  reason: string | null;
  facts: Canonical;
  created_at: Date;
}

const COLUMNS = `seq::text AS seq, prev_hash, hash, id, actor_id, action, subject, code, reason, facts, created_at`;

/** Rows after a number, in the order of the chain. */
export async function readEntriesAfter(sql: Sql, seq: number, limit: number): Promise<StoredEntry[]> {
  const { rows } = await sql.query<Row>(
    `SELECT ${COLUMNS} FROM audit_entry WHERE audit_entry.seq > $1 ORDER BY audit_entry.seq LIMIT $2`,
    [seq, limit],
  );
  return rows.map(toEntry);
}

/** Rows newest first, before a number; all from the last one on without it. */
export async function readEntriesBefore(
  sql: Sql,
  { before, subject, limit }: { before: number | null; subject: string | null; limit: number },
): Promise<StoredEntry[]> {
  const { rows } = await sql.query<Row>(
    `SELECT ${COLUMNS} FROM audit_entry
      WHERE ($1::bigint IS NULL OR audit_entry.seq < $1) AND ($2::text IS NULL OR subject = $2)
      ORDER BY audit_entry.seq DESC LIMIT $3`,
    [before, subject, limit],
  );
  return rows.map(toEntry);
}

export type SameAct = Pick<StoredEntry, 'actorId' | 'action' | 'subject' | 'code' | 'reason' | 'facts'>;

/** Whether the same person has written the same about the same since a time. Facts are compared where they are given. */
export async function wroteTheSame(transaction: Transaction, act: SameAct, sinceMs: number): Promise<boolean> {
  const { actorId, action, subject, code, reason, facts } = act;
  const rows = await rowsOf(
    transaction,
    `SELECT 1 AS found FROM audit_entry
      WHERE subject = $1::text AND created_at >= $2::text::timestamptz AND actor_id = $3::text::uuid AND action = $4::text
        AND code IS NOT DISTINCT FROM $5::text AND reason IS NOT DISTINCT FROM $6::text
        AND ($7::text IS NULL OR facts = $7::text::jsonb) LIMIT 1`,
    [
      ...[subject, new Date(sinceMs).toISOString(), actorId, action, code, reason],
      facts === null ? null : JSON.stringify(facts),
    ],
  );
  return rows.length > 0;
}

/** What is done to one subject is done by one admin after the other, until the transaction ends. */
export async function lockSubject(transaction: Transaction, subject: string): Promise<void> {
  await rowsOf(transaction, `SELECT 1 AS locked FROM pg_advisory_xact_lock(hashtextextended($1::text, 1))`, [subject]);
}

/** The triggers that refuse changes and are not switched on for everybody; none when all is well. */
export async function sleepingGuards(sql: Sql): Promise<string[]> {
  const { rows } = await sql.query<{ name: string }>(
    `SELECT name FROM unnest(ARRAY['audit_entry_immutable', 'audit_entry_kept', 'audit_entry_follows']) AS name
      WHERE NOT EXISTS (SELECT 1 FROM pg_trigger
        WHERE tgrelid = 'audit_entry'::regclass AND tgname = name AND tgenabled = 'A')`,
  );
  return rows.map(({ name }) => name);
}

function toEntry({ prev_hash, actor_id, created_at, seq, ...row }: Row): StoredEntry {
  return { ...row, seq: Number(seq), prevHash: prev_hash, actorId: actor_id, atMs: created_at.getTime() };
}
