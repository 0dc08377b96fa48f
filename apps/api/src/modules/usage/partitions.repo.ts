import type { Sql } from '../../platform/index.ts';

const MONTHS_AHEAD = 2;

/**
 * Makes the partitions of `usage` for this month and the next two, where they are missing. Safe to repeat and to run in
 * several brokers. Without it rows go to the default partition and are moved when it runs again: nothing is refused.
 * @returns how many were made.
 */
export async function makePartitions(sql: Sql, nowMs: number): Promise<number> {
  const now = new Date(nowMs);
  const last = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + MONTHS_AHEAD, 1));
  const { rows } = await sql.query<{ made: number }>('SELECT make_usage_partitions($1, $2) AS made', [now, last]);
  return rows[0]?.made ?? 0;
}
