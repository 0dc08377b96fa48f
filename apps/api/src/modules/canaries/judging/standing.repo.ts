import type { Sql } from '../../../platform/index.ts';
import type { Standing } from './standing.ts';

/** Locked until the transaction ends. @returns null for a machine that was never judged. */
export async function lockStanding(sql: Sql, nodeId: string): Promise<Standing['state'] | null> {
  const { rows } = await sql.query<{ state: Standing['state'] }>(
    'SELECT state FROM node_standing WHERE node_id = $1 FOR UPDATE',
    [nodeId],
  );
  return rows[0]?.state ?? null;
}

/** Since when it stands so stays what it was while the state does. */
export async function saveStanding(sql: Sql, nodeId: string, standing: Standing, nowMs: number): Promise<void> {
  await sql.query(
    `INSERT INTO node_standing AS s (node_id, state, code, since, evidence, counts_from)
     VALUES ($1, $2, $3, to_timestamp($5 / 1000.0), $4, 'epoch')
     ON CONFLICT (node_id) DO UPDATE SET state = EXCLUDED.state, code = EXCLUDED.code, evidence = EXCLUDED.evidence,
       since = CASE WHEN s.state = EXCLUDED.state THEN s.since ELSE EXCLUDED.since END`,
    [nodeId, standing.state, standing.code, JSON.stringify(standing.evidence), nowMs],
  );
}

export interface NodeOwner {
  listingId: string;
  accountId: string;
}

export async function readOwner(sql: Sql, nodeId: string): Promise<NodeOwner | null> {
  const { rows } = await sql.query<{ listing_id: string; account_id: string }>(
    'SELECT n.listing_id, l.account_id FROM node n JOIN listing l ON l.id = n.listing_id WHERE n.id = $1',
    [nodeId],
  );
  return rows[0] ? { listingId: rows[0].listing_id, accountId: rows[0].account_id } : null;
}

/** Those of the nodes that are suspected. */
export async function readSuspected(sql: Sql): Promise<ReadonlySet<string>> {
  const { rows } = await sql.query<{ node_id: string }>(`SELECT node_id FROM node_standing WHERE state = 'suspected'`);
  return new Set(rows.map((row) => row.node_id));
}
