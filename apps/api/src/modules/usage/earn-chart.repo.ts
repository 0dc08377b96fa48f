import type { AccountId } from '@spindle/shared';
import type { Sql } from '../../platform/index.ts';
import { EARN_HOUR, HOURS_MARK } from './hours.repo.ts';
import type { EarnLine, EarnRange } from './shapes.ts';
import { selectSums } from './sums.ts';

/** What was summed up, and what has ended since: so the newest request counts at once. */
const LINES = `WITH mark AS (
    SELECT COALESCE((SELECT until_at FROM roll_up_mark WHERE name = '${HOURS_MARK}'), '-infinity') AS until_at
  ), fresh AS (
    SELECT r.* FROM usage r
    WHERE r.provider_id = $1 AND r.created_at >= $2 AND r.created_at < $3
      AND r.created_at >= (SELECT until_at FROM mark)
  ), parts AS (
    SELECT * FROM earn_hour WHERE provider_id = $1 AND hour >= $2 AND hour < $3
    UNION ALL ${selectSums(EARN_HOUR, 'fresh')}
  )`;

/** A provider's sums by hour or day, listing and model, oldest first; what had none is left out. */
export async function readEarnLines(sql: Sql, providerId: AccountId, range: EarnRange): Promise<EarnLine[]> {
  const { rows } = await sql.query<{
    at: Date;
    listing_id: string;
    model_id: string;
    requests: string;
    input_tokens: string;
    output_tokens: string;
    earned_nano: string;
    earned_micro_usd: string;
  }>({
    name: 'earn-lines',
    text: `${LINES} SELECT date_trunc($4, hour, 'UTC') AS at, listing_id, model_id, sum(requests) AS requests,
        sum(input_tokens) AS input_tokens, sum(output_tokens) AS output_tokens, sum(earned_nano) AS earned_nano,
        sum(earned_micro_usd) AS earned_micro_usd
      FROM parts WHERE ($5::uuid IS NULL OR listing_id = $5) AND ($6::text IS NULL OR model_id = $6)
      GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
    values: [
      ...[providerId, new Date(range.fromMs), new Date(range.toMs), range.bucket],
      ...[range.listingId ?? null, range.modelId ?? null],
    ],
  });
  return rows.map((row) => ({
    atMs: row.at.getTime(),
    listingId: row.listing_id,
    modelId: row.model_id,
    requests: Number(row.requests),
    inputTokens: Number(row.input_tokens),
    outputTokens: Number(row.output_tokens),
    earnedNano: BigInt(row.earned_nano),
    earnedMicroUsd: BigInt(row.earned_micro_usd),
  }));
}

/** The titles of a provider's listings. */
export async function readListingTitles(sql: Sql, providerId: AccountId): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql.query<{ id: string; title: string }>(
    'SELECT id, title FROM listing WHERE account_id = $1',
    [providerId],
  );
  return new Map(rows.map(({ id, title }) => [id, title]));
}
