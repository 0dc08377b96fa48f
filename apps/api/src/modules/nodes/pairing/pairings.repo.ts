import { type MachineReport, MachineReportSchema } from '@spindle/shared';
import type { Sql } from '../../../platform/index.ts';

export const PAIRING_STATES = ['open', 'confirming', 'joined', 'refused', 'replaced'] as const;
export type PairingState = (typeof PAIRING_STATES)[number];

export interface PairingRow {
  codeHash: string;
  identityKey: string;
  program: string;
  /** Null when it is not of this version's form. */
  report: MachineReport | null;
  state: PairingState;
  accountId: string | null;
  nodeId: string | null;
  expiresAtMs: number;
}

export interface NewPairing {
  codeHash: string;
  secretHash: string;
  identityKey: string;
  program: string;
  report: MachineReport;
  openedAtMs: number;
  expiresAtMs: number;
}

/** How many machines wait. */
export async function countOpen(sql: Sql, nowMs: number): Promise<number> {
  const { rows } = await sql.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM pairing WHERE state = 'open' AND expires_at > to_timestamp($1 / 1000.0)`,
    [nowMs],
  );
  return rows[0]?.n ?? 0;
}

/** Opens a pairing in place of the one that this machine had open. Call it in a transaction. */
export async function insertPairing(sql: Sql, pairing: NewPairing): Promise<void> {
  // Two programs of one identity at once: the later one takes the place of the earlier.
  await sql.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`pairing ${pairing.identityKey}`]);
  await sql.query(
    `UPDATE pairing SET state = 'replaced', account_id = NULL
     WHERE identity_key = $1 AND state IN ('open', 'confirming')`,
    [pairing.identityKey],
  );
  await sql.query(
    `INSERT INTO pairing (code_hash, secret_hash, identity_key, program, report, state, opened_at, expires_at)
     VALUES ($1, $2, $3, $4, $5, 'open', to_timestamp($6 / 1000.0), to_timestamp($7 / 1000.0))`,
    [
      pairing.codeHash,
      pairing.secretHash,
      pairing.identityKey,
      pairing.program,
      JSON.stringify(pairing.report),
      pairing.openedAtMs,
      pairing.expiresAtMs,
    ],
  );
}

/** @param by which of its two hashes is known. */
export async function findPairing(sql: Sql, by: 'code_hash' | 'secret_hash', hash: string): Promise<PairingRow | null> {
  const { rows } = await sql.query<{
    code_hash: string;
    identity_key: string;
    program: string;
    report: unknown;
    state: string;
    account_id: string | null;
    node_id: string | null;
    expires_at: Date;
  }>(
    `SELECT code_hash, identity_key, program, report, state, account_id, node_id, expires_at
     FROM pairing WHERE ${by === 'code_hash' ? 'code_hash' : 'secret_hash'} = $1`,
    [hash],
  );
  const [row] = rows;
  const state = PAIRING_STATES.find((known) => known === row?.state);
  if (!row || !state) return null;
  const report = MachineReportSchema.safeParse(row.report);
  return {
    codeHash: row.code_hash,
    identityKey: row.identity_key,
    program: row.program,
    report: report.success ? report.data : null,
    state,
    accountId: row.account_id,
    nodeId: row.node_id,
    expiresAtMs: row.expires_at.getTime(),
  };
}

/** Ends a pairing that nobody has answered. */
export async function endPairing(sql: Sql, codeHash: string): Promise<void> {
  await sql.query(`UPDATE pairing SET state = 'replaced' WHERE code_hash = $1 AND state = 'open'`, [codeHash]);
}

export interface PairingMove {
  codeHash: string;
  from: PairingState;
  to: PairingState;
  accountId: string;
  nowMs: number;
}

/** Moves a pairing that has not expired, if it still is as it was: of two who answer at once, one gets true. */
export async function movePairing(sql: Sql, { codeHash, from, to, accountId, nowMs }: PairingMove): Promise<boolean> {
  const { rowCount } = await sql.query(
    `UPDATE pairing SET state = $3, account_id = CASE WHEN $3 = 'open' THEN NULL ELSE $4::uuid END
     WHERE code_hash = $1 AND state = $2 AND expires_at > to_timestamp($5 / 1000.0)
       AND (account_id IS NULL OR account_id = $4::uuid)`,
    [codeHash, from, to, accountId, nowMs],
  );
  return rowCount === 1;
}

/** The machine is a node now. @returns false when the pairing was taken away meanwhile. */
export async function markJoined(
  sql: Sql,
  { codeHash, accountId, nodeId }: { codeHash: string; accountId: string; nodeId: string },
): Promise<boolean> {
  const { rowCount } = await sql.query(
    `UPDATE pairing SET state = 'joined', node_id = $3 WHERE code_hash = $1 AND state = 'confirming' AND account_id = $2`,
    [codeHash, accountId, nodeId],
  );
  return rowCount === 1;
}

/** Who has confirmed, as they call themselves. */
export async function findOwnerName(sql: Sql, accountId: string): Promise<string> {
  const { rows } = await sql.query<{ first_name: string; username: string | null }>(
    'SELECT first_name, username FROM account WHERE id = $1',
    [accountId],
  );
  const [row] = rows;
  const name = row?.username ? `${row.first_name} (@${row.username})` : row?.first_name;
  return name?.slice(0, 200) || '–';
}

/** @returns the account whose machine this is, if it is somebody's already. */
export async function findOwnerOf(sql: Sql, identityKey: string): Promise<string | null> {
  const { rows } = await sql.query<{ account_id: string }>(
    'SELECT listing.account_id FROM node JOIN listing ON listing.id = node.listing_id WHERE node.identity_key = $1',
    [identityKey],
  );
  return rows[0]?.account_id ?? null;
}

/** @returns the listing that a node belongs to. */
export async function findListingOf(sql: Sql, nodeId: string): Promise<string | null> {
  const { rows } = await sql.query<{ listing_id: string }>('SELECT listing_id FROM node WHERE id = $1', [nodeId]);
  return rows[0]?.listing_id ?? null;
}

/** Forgets pairings that nobody can ask about any more. @returns how many. */
export async function dropPairings(sql: Sql, expiredBeforeMs: number): Promise<number> {
  const { rowCount } = await sql.query('DELETE FROM pairing WHERE expires_at < to_timestamp($1 / 1000.0)', [
    expiredBeforeMs,
  ]);
  return rowCount ?? 0;
}
