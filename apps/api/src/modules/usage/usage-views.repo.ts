import type { AccountId, EndKind, Signed } from '@spindle/shared';
import type { Sql } from '../../platform/index.ts';
import type { UsageReceipt, UsageRow } from './shapes.ts';

/** A place in a list that is sorted by time: the row before the next page. */
export interface PageCursor {
  atMs: number;
  jobId: string;
}

interface UsageColumns {
  job_id: string;
  model_id: string;
  listing_id: string | null;
  end: EndKind;
  error_code: string | null;
  input_tokens: number;
  cached_tokens: number;
  output_tokens: number;
  cost_nano: string;
  fee_nano: string;
  cost_micro_usd: string;
  first_token_ms: number | null;
  total_ms: number;
  created_at: Date;
  key_name: string | null;
}

const COLUMNS = `u.job_id, u.model_id, u.listing_id, u."end", u.error_code, u.input_tokens, u.cached_tokens,
  u.output_tokens, u.cost_nano, u.fee_nano, u.cost_micro_usd, u.first_token_ms, u.total_ms, u.created_at,
  k.name AS key_name`;

/** An account's requests, newest first. */
export async function readUsage(
  sql: Sql,
  accountId: AccountId,
  cursor: PageCursor | null,
  limit: number,
): Promise<UsageRow[]> {
  const { rows } = await sql.query<UsageColumns>({
    name: 'read-usage',
    text: `SELECT ${COLUMNS} FROM usage u LEFT JOIN api_key k ON k.id = u.api_key_id
      WHERE u.account_id = $1 AND (u.created_at, u.job_id) < (to_timestamp($2::float8 / 1000.0), $3::uuid)
      ORDER BY u.created_at DESC, u.job_id DESC LIMIT $4`,
    values: [accountId, cursor?.atMs ?? FAR_FUTURE_MS, cursor?.jobId ?? LAST_UUID, limit],
  });
  return rows.map(toRow);
}

/** One request of an account, with its receipt; null when there is none. */
export async function readUsageReceipt(sql: Sql, accountId: AccountId, jobId: string): Promise<UsageReceipt | null> {
  const { rows } = await sql.query<
    UsageColumns & {
      receipt: string | null;
      receipt_signature: string | null;
      node_id: string | null;
      identity_key: string | null;
    }
  >(
    `SELECT ${COLUMNS}, u.receipt, u.receipt_signature, u.node_id, n.identity_key
     FROM usage u LEFT JOIN api_key k ON k.id = u.api_key_id LEFT JOIN node n ON n.id = u.node_id
     WHERE u.account_id = $1 AND u.job_id = $2`,
    [accountId, jobId],
  );
  const [row] = rows;
  if (!row) return null;
  const { receipt: text, receipt_signature: signature, node_id: nodeId, identity_key: identityKey } = row;
  const receipt: Signed | null = text !== null && signature !== null ? { text, signature } : null;
  return { row: toRow(row), receipt, node: nodeId && identityKey ? { nodeId, identityKey } : null };
}

export interface DayEarnings {
  day: string;
  earnedNano: bigint;
  requests: number;
}

/** What a provider earned per day (UTC), only days that have any. */
export async function readEarningsByDay(sql: Sql, providerId: AccountId, fromMs: number): Promise<DayEarnings[]> {
  const { rows } = await sql.query<{ day: string; earned: string; requests: string }>({
    name: 'earnings-by-day',
    text: `SELECT to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day,
        sum(cost_nano - fee_nano) AS earned, count(*) AS requests
      FROM usage WHERE provider_id = $1 AND created_at >= to_timestamp($2::float8 / 1000.0) AND cost_nano > 0
      GROUP BY 1 ORDER BY 1`,
    values: [providerId, fromMs],
  });
  return rows.map(({ day, earned, requests }) => ({
    day,
    earnedNano: BigInt(earned),
    requests: Number(requests),
  }));
}

/** How many paid requests a provider has ever answered. */
export async function countPaid(sql: Sql, providerId: AccountId): Promise<number> {
  const { rows } = await sql.query<{ requests: string }>({
    name: 'count-paid',
    text: 'SELECT count(*) AS requests FROM usage WHERE provider_id = $1 AND cost_nano > 0',
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

/** What listings ever earned; those that earned nothing are left out. Found by their providers, for that is the index. */
export async function readEarningsOfListings(sql: Sql, listingIds: readonly string[]): Promise<ListingEarnings[]> {
  const { rows } = await sql.query<{ listing_id: string; earned: string; requests: string; last_at: Date }>({
    name: 'earnings-of-listings',
    text: `SELECT listing_id, sum(cost_nano - fee_nano) AS earned, count(*) AS requests, max(created_at) AS last_at
      FROM usage
      WHERE provider_id IN (SELECT account_id FROM listing WHERE id = ANY($1::uuid[]))
        AND listing_id = ANY($1::uuid[]) AND cost_nano > 0
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

const FAR_FUTURE_MS = 8_000_000_000_000;
const LAST_UUID = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

const toRow = (row: UsageColumns): UsageRow => ({
  jobId: row.job_id,
  modelId: row.model_id,
  listingId: row.listing_id,
  end: row.end,
  errorCode: row.error_code,
  inputTokens: row.input_tokens,
  cachedTokens: row.cached_tokens,
  outputTokens: row.output_tokens,
  costNano: BigInt(row.cost_nano),
  feeNano: BigInt(row.fee_nano),
  costMicroUsd: BigInt(row.cost_micro_usd),
  firstTokenMs: row.first_token_ms,
  totalMs: row.total_ms,
  atMs: row.created_at.getTime(),
  keyName: row.key_name,
});
