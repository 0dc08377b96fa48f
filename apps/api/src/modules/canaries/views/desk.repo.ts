import { rowsOf, type Sql, type Transaction } from '../../../platform/index.ts';
import type { CanaryModel, JudgedNode } from '../shapes.ts';

/** How far each model that is asked about has its references. */
export async function readModels(sql: Sql): Promise<CanaryModel[]> {
  const { rows } = await sql.query<{ model_id: string; live: number; trusted: number; majority: number; runs: number }>(
    `SELECT p.model_id, count(*)::int AS live, count(*) FILTER (WHERE f.source = 'trusted')::int AS trusted,
            count(*) FILTER (WHERE f.source = 'majority')::int AS majority,
            coalesce(sum((SELECT count(*) FROM canary_run r WHERE r.prompt_id = p.id)), 0)::int AS runs
     FROM canary_prompt p LEFT JOIN canary_reference f ON f.prompt_id = p.id
     WHERE p.retired_at IS NULL GROUP BY p.model_id ORDER BY p.model_id`,
  );
  return rows.map(({ model_id: modelId, ...counts }) => ({ modelId, ...counts }));
}

/** Machines that were asked within 30 days: suspected ones first, then those with the most failures. */
export async function readJudgedNodes(sql: Sql, nowMs: number, limit: number): Promise<JudgedNode[]> {
  const { rows } = await sql.query<{
    node_id: string;
    listing_id: string;
    title: string;
    state: string | null;
    code: string | null;
    since: Date | null;
    passed: number;
    failed: number;
    unknown: number;
    is_trusted: boolean;
  }>(
    `SELECT n.id AS node_id, l.id AS listing_id, l.title, s.state, s.code, s.since, t.listing_id IS NOT NULL AS is_trusted,
            count(*) FILTER (WHERE r.verdict = 'passed')::int AS passed,
            count(*) FILTER (WHERE r.verdict = 'failed')::int AS failed,
            count(*) FILTER (WHERE r.verdict = 'unknown')::int AS unknown
     FROM canary_run r JOIN node n ON n.id = r.node_id JOIN listing l ON l.id = n.listing_id
       LEFT JOIN node_standing s ON s.node_id = n.id LEFT JOIN trusted_listing t ON t.listing_id = l.id
     WHERE r.at > to_timestamp($1 / 1000.0) - interval '30 days'
     GROUP BY n.id, l.id, s.node_id, t.listing_id
     ORDER BY s.state = 'suspected' DESC NULLS LAST, failed DESC, n.id LIMIT $2`,
    [nowMs, limit],
  );
  return rows.map((row) => ({
    nodeId: row.node_id,
    listingId: row.listing_id,
    title: row.title,
    isSuspected: row.state === 'suspected',
    code: row.code,
    sinceMs: row.since?.getTime() ?? null,
    passed: row.passed,
    failed: row.failed,
    unknown: row.unknown,
    isTrusted: row.is_trusted,
  }));
}

/** @returns false when there is no such listing, or it stands so already. */
export async function saveTrust(
  sql: Sql,
  { listingId, actorId, isTrusted, nowMs }: { listingId: string; actorId: string; isTrusted: boolean; nowMs: number },
): Promise<boolean> {
  const { rowCount } = isTrusted
    ? await sql.query(
        `INSERT INTO trusted_listing (listing_id, actor_id, since)
         SELECT id, $2, to_timestamp($3 / 1000.0) FROM listing WHERE id = $1 ON CONFLICT DO NOTHING`,
        [listingId, actorId, nowMs],
      )
    : await sql.query('DELETE FROM trusted_listing WHERE listing_id = $1', [listingId]);
  return rowCount === 1;
}

/** What was found before is not counted any more. @returns false when it is not suspected. */
export async function clearSuspicion(transaction: Transaction, nodeId: string, nowMs: number): Promise<boolean> {
  const cleared = await rowsOf(
    transaction,
    `UPDATE node_standing SET state = 'good', code = 'cleared', since = $2::timestamptz, evidence = '{}',
       counts_from = $2::timestamptz WHERE node_id = $1::uuid AND state = 'suspected' RETURNING node_id`,
    [nodeId, new Date(nowMs).toISOString()],
  );
  return cleared.length === 1;
}

/** @returns how many. */
export async function retireAll(sql: Sql, modelId: string, nowMs: number): Promise<number> {
  const { rowCount } = await sql.query(
    `UPDATE canary_prompt SET retired_at = to_timestamp($2 / 1000.0), retired_why = 'admin'
     WHERE model_id = $1 AND retired_at IS NULL`,
    [modelId, nowMs],
  );
  return rowCount ?? 0;
}
