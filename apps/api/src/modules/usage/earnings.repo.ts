import type { AccountId } from '@spindle/shared';
import type { Sql } from '../../platform/index.ts';

export interface DayEarnings {
  day: string;
  earnedNano: bigint;
  requests: number;
}

/** What a provider earned per day (UTC), only days that have any. */
export async function readEarningsByDay(sql: Sql, providerId: AccountId, fromDay: string): Promise<DayEarnings[]> {
  const { rows } = await sql.query<{ day: string; earned: string; requests: string }>({
    name: 'earnings-by-day',
    text: `SELECT to_char(day, 'YYYY-MM-DD') AS day, sum(earned_nano) AS earned, sum(requests) AS requests
      FROM earn_day WHERE provider_id = $1 AND day >= $2::date GROUP BY 1 ORDER BY 1`,
    values: [providerId, fromDay],
  });
  return rows.map(({ day, earned, requests }) => ({ day, earnedNano: BigInt(earned), requests: Number(requests) }));
}

/** How many paid requests a provider has ever answered. */
export async function countPaid(sql: Sql, providerId: AccountId): Promise<number> {
  const { rows } = await sql.query<{ requests: string | null }>({
    name: 'count-paid',
    text: 'SELECT sum(requests) AS requests FROM earn_day WHERE provider_id = $1',
    values: [providerId],
  });
  return Number(rows[0]?.requests ?? 0);
}

export interface ListingEarnings {
  listingId: string;
  earnedNano: bigint;
  requests: number;
  /** When the last paid request ended. */
  lastAtMs: number;
}

/** What listings ever earned; those that earned nothing are left out. Found by their providers, for that is the key. */
export async function readEarningsOfListings(sql: Sql, listingIds: readonly string[]): Promise<ListingEarnings[]> {
  const { rows } = await sql.query<{ listing_id: string; earned: string; requests: string; last_at: Date }>({
    name: 'earnings-of-listings',
    text: `SELECT listing_id, sum(earned_nano) AS earned, sum(requests) AS requests, max(last_at) AS last_at
      FROM earn_day
      WHERE provider_id IN (SELECT account_id FROM listing WHERE id = ANY($1::uuid[])) AND listing_id = ANY($1::uuid[])
      GROUP BY listing_id`,
    values: [listingIds],
  });
  return rows.map(({ listing_id, earned, requests, last_at }) => ({
    listingId: listing_id,
    earnedNano: BigInt(earned),
    requests: Number(requests),
    lastAtMs: last_at.getTime(),
  }));
}
