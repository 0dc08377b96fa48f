import type { Sql } from '../../platform/index.ts';

/** Paid requests that a listing answered since then, by hour of the day (UTC), out of the sums by hour. */
export async function requestsByHour(sql: Sql, listingId: string, sinceMs: number): Promise<Map<number, number>> {
  const { rows } = await sql.query<{ hour: number; requests: string }>(
    `SELECT extract(hour FROM hour AT TIME ZONE 'UTC')::int AS hour, sum(requests) AS requests FROM earn_hour
      WHERE provider_id = (SELECT account_id FROM listing WHERE id = $1) AND listing_id = $1 AND hour >= $2 GROUP BY 1`,
    [listingId, new Date(sinceMs)],
  );
  return new Map(rows.map(({ hour, requests }) => [hour, Number(requests)]));
}
