import type { Sql } from '../../platform/index.ts';
import type { Waiting } from './shapes.ts';

/** How many reviews and appeals wait for a person, and how many of them longer than was promised. */
export async function countReviews(
  sql: Sql,
  nowMs: number,
  { reviewMs, appealMs }: { reviewMs: number; appealMs: number },
): Promise<Waiting> {
  const { rows } = await sql.query<{ waiting: number; late: number }>(
    `SELECT count(*)::int AS waiting, count(*) FILTER (WHERE is_late)::int AS late FROM (
       SELECT to_timestamp($1 / 1000.0) - state_since + waited_ms * interval '1 ms' > $2 * interval '1 ms' AS is_late
         FROM listing WHERE state = 'in_review' OR (state = 'paused' AND state_by = 'market')
       UNION ALL
       SELECT to_timestamp($1 / 1000.0) - created_at > $3 * interval '1 ms' FROM appeal WHERE state = 'open') AS it`,
    [nowMs, reviewMs, appealMs],
  );
  return rows[0] ?? { waiting: 0, late: 0 };
}
