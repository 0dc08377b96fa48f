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

export interface SuspectedNode {
  code: string;
  sinceMs: number;
  /** The numbers that it rests on. */
  evidence: Record<string, number>;
}

/** Those of the nodes that are suspected. */
export async function readSuspected(sql: Sql): Promise<Map<string, SuspectedNode>> {
  const { rows } = await sql.query<{ node_id: string; code: string; since: Date; evidence: Record<string, unknown> }>(
    `SELECT node_id, code, since, evidence FROM node_standing WHERE state = 'suspected'`,
  );
  return new Map(
    rows.map((row) => [
      row.node_id,
      { code: row.code, sinceMs: row.since.getTime(), evidence: numbersOf(row.evidence) },
    ]),
  );
}

const numbersOf = (evidence: Record<string, unknown>): Record<string, number> =>
  Object.fromEntries(
    Object.entries(evidence).filter((entry): entry is [string, number] => typeof entry[1] === 'number'),
  );
