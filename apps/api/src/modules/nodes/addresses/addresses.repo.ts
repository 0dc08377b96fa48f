import type { Sql } from '../../../platform/index.ts';

/** Older ones say nothing of who somebody is. */
const KEPT = "interval '90 days'";

/** A machine came from there. Of those that it has not come from for a season nothing is kept. */
export async function noteAddress(sql: Sql, nodeId: string, hash: string, nowMs: number): Promise<void> {
  await sql.query(
    `WITH old AS (
       DELETE FROM node_address WHERE node_id = $1 AND hash <> $2 AND last_at < to_timestamp($3 / 1000.0) - ${KEPT}
     )
     INSERT INTO node_address AS a (node_id, hash, first_at, last_at)
     VALUES ($1, $2, to_timestamp($3 / 1000.0), to_timestamp($3 / 1000.0))
     ON CONFLICT (node_id, hash) DO UPDATE SET last_at = greatest(a.last_at, EXCLUDED.last_at)`,
    [nodeId, hash, nowMs],
  );
}
