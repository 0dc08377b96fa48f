import { type HardwareReport, type MachineReport, TIERS, type Tier } from '@spindle/shared';
import type { Sql } from '../../../platform/index.ts';

export interface ListingToJoin {
  accountId: string;
  state: string;
  tier: Tier;
}

export async function readListing(sql: Sql, listingId: string): Promise<ListingToJoin | null> {
  const { rows } = await sql.query<{ account_id: string; state: string; tier: string }>(
    'SELECT account_id, state, tier FROM listing WHERE id = $1',
    [listingId],
  );
  const [row] = rows;
  if (!row) return null;
  // What is not known proves nothing.
  const tier = TIERS.find((known) => known === row.tier) ?? 'community';
  return { accountId: row.account_id, state: row.state, tier };
}

export async function insertJoinCode(
  sql: Sql,
  { codeHash, listingId, expiresAtMs }: { codeHash: string; listingId: string; expiresAtMs: number },
): Promise<void> {
  await sql.query(
    'INSERT INTO join_code (code_hash, listing_id, expires_at) VALUES ($1, $2, to_timestamp($3 / 1000.0))',
    [codeHash, listingId, expiresAtMs],
  );
}

/** Uses a code up. @returns its listing; null when it is unknown, used or out of date. */
export async function useJoinCode(sql: Sql, codeHash: string, nowMs: number): Promise<string | null> {
  const { rows } = await sql.query<{ listing_id: string }>(
    `UPDATE join_code SET used_at = to_timestamp($2 / 1000.0)
     WHERE code_hash = $1 AND used_at IS NULL AND expires_at > to_timestamp($2 / 1000.0) RETURNING listing_id`,
    [codeHash, nowMs],
  );
  return rows[0]?.listing_id ?? null;
}

export interface NodeToRegister {
  nodeId: string;
  listingId: string;
  identityKey: string;
  program: string;
  hardware: HardwareReport;
  /** Null from programs that tell none. */
  report: MachineReport | null;
  joinedAtMs: number;
}

/** @returns the node's id, the old one for a machine that was known; null when it belongs to another account. */
export async function registerNode(sql: Sql, node: NodeToRegister): Promise<string | null> {
  const { rows } = await sql.query<{ id: string }>(
    `INSERT INTO node (id, listing_id, identity_key, program, hardware, joined_at, report, reported_at)
     VALUES ($1, $2, $3, $4, $5, to_timestamp($6 / 1000.0), $7::jsonb,
             CASE WHEN $7::jsonb IS NULL THEN NULL ELSE to_timestamp($6 / 1000.0) END)
     ON CONFLICT (identity_key) DO UPDATE
       SET listing_id = EXCLUDED.listing_id, program = EXCLUDED.program, hardware = EXCLUDED.hardware,
           report = EXCLUDED.report, reported_at = EXCLUDED.reported_at, retired_at = NULL
       WHERE (SELECT account_id FROM listing WHERE id = node.listing_id)
           = (SELECT account_id FROM listing WHERE id = EXCLUDED.listing_id)
     RETURNING id`,
    [
      node.nodeId,
      node.listingId,
      node.identityKey,
      node.program,
      JSON.stringify(node.hardware),
      node.joinedAtMs,
      node.report && JSON.stringify(node.report),
    ],
  );
  return rows[0]?.id ?? null;
}
