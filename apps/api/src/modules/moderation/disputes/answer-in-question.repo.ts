import type { AccountId } from '@spindle/shared';
import type { Sql } from '../../../platform/index.ts';

/** What must be known of an answer to dispute it. */
export interface AnswerInQuestion {
  providerId: AccountId | null;
  listingId: string | null;
  costNano: bigint;
  atMs: number;
}

/** @returns null when it is nobody's, or another's. */
export async function findAnswer(sql: Sql, accountId: AccountId, jobId: string): Promise<AnswerInQuestion | null> {
  const { rows } = await sql.query<{
    provider_id: AccountId | null;
    listing_id: string | null;
    cost_nano: string;
    created_at: Date;
  }>('SELECT provider_id, listing_id, cost_nano, created_at FROM usage WHERE job_id = $1 AND account_id = $2', [
    jobId,
    accountId,
  ]);
  const [row] = rows;
  if (!row) return null;
  return {
    providerId: row.provider_id,
    listingId: row.listing_id,
    costNano: BigInt(row.cost_nano),
    atMs: row.created_at.getTime(),
  };
}

export async function findOwner(sql: Sql, listingId: string): Promise<AccountId | null> {
  const { rows } = await sql.query<{ account_id: AccountId }>('SELECT account_id FROM listing WHERE id = $1', [
    listingId,
  ]);
  return rows[0]?.account_id ?? null;
}
