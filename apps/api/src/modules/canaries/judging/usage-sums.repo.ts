import type { Sql } from '../../../platform/index.ts';
import type { UsageSums } from './usage-sums.ts';

/** The last questions that a machine answered since an admin cleared it, and that have a reference. */
const LAST = 40;

export async function readUsageSums(sql: Sql, nodeId: string): Promise<UsageSums> {
  const { rows } = await sql.query<Record<keyof UsageSums, number>>(
    `SELECT count(*)::int AS questions,
            coalesce(sum(input), 0)::int AS "inputTokens", coalesce(sum(ref_input), 0)::int AS "referenceInputTokens",
            count(*) FILTER (WHERE is_same)::int AS answers,
            coalesce(sum(output) FILTER (WHERE is_same), 0)::int AS "outputTokens",
            coalesce(sum(ref_output) FILTER (WHERE is_same), 0)::int AS "referenceOutputTokens"
     FROM (
       SELECT (r.reading ->> 'inputTokens')::int AS input, (f.reading ->> 'inputTokens')::int AS ref_input,
              (r.reading ->> 'outputTokens')::int AS output, (f.reading ->> 'outputTokens')::int AS ref_output,
              r.reading -> 'marks' = f.reading -> 'marks' AND r.reading -> 'bytes' = f.reading -> 'bytes' AS is_same
       FROM canary_run r JOIN canary_reference f ON f.prompt_id = r.prompt_id
         LEFT JOIN node_standing s ON s.node_id = r.node_id
       WHERE r.node_id = $1 AND r.reading IS NOT NULL AND (s.counts_from IS NULL OR r.at >= s.counts_from)
       ORDER BY r.at DESC, r.id DESC LIMIT ${LAST}
     ) AS last`,
    [nodeId],
  );
  const [row] = rows;
  if (!row) throw new TypeError('an aggregate without a row');
  return row;
}
