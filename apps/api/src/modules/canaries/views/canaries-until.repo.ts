import type { Sql } from '../../../platform/index.ts';
import type { CanariesUntil, Verdict } from '../shapes.ts';

const LAST = 5;

/**
 * What canaries had said of a machine until a time, and whether it is suspected now: the standing itself is kept only as it is
 * today, what it rests on for ever.
 */
export async function readCanariesUntil(
  sql: Sql,
  nodeId: string,
  { fromMs, toMs }: { fromMs: number; toMs: number },
): Promise<CanariesUntil> {
  const { rows } = await sql.query<{ verdict: Verdict }>(
    `SELECT verdict FROM canary_run WHERE node_id = $1 AND at > to_timestamp($2 / 1000.0) AND at <= to_timestamp($3 / 1000.0)
     ORDER BY at DESC, id DESC`,
    [nodeId, fromMs, toMs],
  );
  const { rows: standing } = await sql.query<{ since: Date }>(
    `SELECT since FROM node_standing WHERE node_id = $1 AND state = 'suspected'`,
    [nodeId],
  );
  const verdicts = rows.map(({ verdict }) => verdict);
  const count = (wanted: Verdict) => verdicts.filter((verdict) => verdict === wanted).length;
  return {
    ...{ passed: count('passed'), failed: count('failed'), unknown: count('unknown') },
    lastFive: verdicts.slice(0, LAST),
    suspectedSinceMs: standing[0]?.since.getTime() ?? null,
  };
}
