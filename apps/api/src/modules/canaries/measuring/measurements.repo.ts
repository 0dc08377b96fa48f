import type { Sql } from '../../../platform/index.ts';
import type { Level, Measured, Measurement } from '../shapes.ts';

export interface NewMeasurement extends Measured {
  id: string;
  nodeId: string;
  listingId: string;
  modelId: string;
  atMs: number;
}

export async function insertMeasurement(sql: Sql, it: NewMeasurement): Promise<void> {
  await sql.query(
    `INSERT INTO measurement (id, node_id, listing_id, model_id, at, first_token_ms, tokens_per_second,
       most_tokens_per_second, levels, falls_at, claimed_slots, ended, tokens)
     VALUES ($1, $2, $3, $4, to_timestamp($5 / 1000.0), $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      ...[it.id, it.nodeId, it.listingId, it.modelId, it.atMs, it.firstTokenMs, it.tokensPerSecond],
      ...[it.mostTokensPerSecond, JSON.stringify(it.levels), it.fallsAt, it.claimedSlots, it.ended, it.tokens],
    ],
  );
}

/** What is known of a machine before it is asked again. */
export interface NodeTaken {
  lastMeasuredAtMs: number | null;
  /** The best that it was measured to deliver in the last week. */
  capacityTokensPerSecond: number | null;
  /** In and out, that the market's own questions took in the last hour. */
  takenTokens: number;
}

/** @returns for each of the nodes, the same query for many. */
export async function readTaken(sql: Sql, nodeIds: readonly string[], nowMs: number): Promise<Map<string, NodeTaken>> {
  const { rows } = await sql.query<{ node_id: string; last_at: Date | null; capacity: number | null; taken: number }>(
    `SELECT n.id AS node_id, m.last_at, m.capacity, (coalesce(m.taken, 0) + coalesce(c.taken, 0))::int AS taken
     FROM unnest($1::uuid[]) AS n(id) LEFT JOIN LATERAL (
       SELECT max(at) AS last_at, max(most_tokens_per_second) AS capacity,
              sum(tokens) FILTER (WHERE at > to_timestamp($2 / 1000.0) - interval '1 hour') AS taken
       FROM measurement WHERE node_id = n.id AND at > to_timestamp($2 / 1000.0) - interval '7 days'
     ) m ON true LEFT JOIN LATERAL (
       SELECT sum(tokens) AS taken FROM canary_run
       WHERE node_id = n.id AND at > to_timestamp($2 / 1000.0) - interval '1 hour'
     ) c ON true`,
    [nodeIds, nowMs],
  );
  return new Map(
    rows.map((row) => [
      row.node_id,
      {
        lastMeasuredAtMs: row.last_at?.getTime() ?? null,
        capacityTokensPerSecond: row.capacity,
        takenTokens: row.taken,
      },
    ]),
  );
}

/** Of a listing's machines, newest first. */
export async function readMeasurements(sql: Sql, listingId: string, limit: number): Promise<Measurement[]> {
  const { rows } = await sql.query<{
    node_id: string;
    model_id: string;
    at: Date;
    first_token_ms: number;
    tokens_per_second: number | null;
    most: number | null;
    levels: Level[];
    falls_at: number | null;
    claimed_slots: number;
    ended: Measured['ended'];
    tokens: number;
  }>(
    `SELECT node_id, model_id, at, first_token_ms, tokens_per_second, most_tokens_per_second AS most, levels, falls_at,
            claimed_slots, ended, tokens
     FROM measurement WHERE listing_id = $1 ORDER BY at DESC LIMIT $2`,
    [listingId, limit],
  );
  return rows.map((row) => ({
    nodeId: row.node_id,
    modelId: row.model_id,
    atMs: row.at.getTime(),
    firstTokenMs: row.first_token_ms,
    tokensPerSecond: row.tokens_per_second,
    mostTokensPerSecond: row.most,
    levels: row.levels,
    fallsAt: row.falls_at,
    claimedSlots: row.claimed_slots,
    ended: row.ended,
    tokens: row.tokens,
  }));
}

/** @returns how many were dropped. */
export async function dropMeasurementsBefore(sql: Sql, atMs: number): Promise<number> {
  const { rowCount } = await sql.query('DELETE FROM measurement WHERE at < to_timestamp($1 / 1000.0)', [atMs]);
  return rowCount ?? 0;
}
