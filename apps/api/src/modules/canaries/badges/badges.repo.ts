import { rowsOf, type Sql, type Transaction } from '../../../platform/index.ts';
import type { BadgeVerdict } from './verified.ts';

/**
 * Writes what was found, and moves the listing between `community` and `verified`.
 * @param tier what the listing had when it was looked at: of two brokers, one changes it.
 * @returns whether the tier has changed by it.
 */
export async function saveBadge(
  sql: Sql,
  listingId: string,
  tier: string,
  { isVerified, code, evidence }: BadgeVerdict,
  nowMs: number,
): Promise<boolean> {
  await sql.query(
    `INSERT INTO listing_badge AS b (listing_id, is_verified, code, since, evidence, looked_at)
     VALUES ($1, $2, $3, to_timestamp($5 / 1000.0), $4, to_timestamp($5 / 1000.0))
     ON CONFLICT (listing_id) DO UPDATE SET is_verified = EXCLUDED.is_verified, code = EXCLUDED.code,
       evidence = EXCLUDED.evidence, looked_at = EXCLUDED.looked_at,
       since = CASE WHEN b.code = EXCLUDED.code THEN b.since ELSE EXCLUDED.since END`,
    [listingId, isVerified, code, JSON.stringify(evidence), nowMs],
  );
  const wanted = isVerified ? 'verified' : 'community';
  if (wanted === tier) return false;
  const { rowCount } = await sql.query('UPDATE listing SET tier = $3 WHERE id = $1 AND tier = $2', [
    listingId,
    tier,
    wanted,
  ]);
  return rowCount === 1;
}

export interface BadgeRow {
  isVerified: boolean;
  code: string;
  sinceMs: number;
  evidence: Record<string, number>;
}

/** @returns null for a listing that was never looked at. */
export async function readBadge(sql: Sql, listingId: string): Promise<BadgeRow | null> {
  const { rows } = await sql.query<{ is_verified: boolean; code: string; since: Date; evidence: BadgeRow['evidence'] }>(
    'SELECT is_verified, code, since, evidence FROM listing_badge WHERE listing_id = $1',
    [listingId],
  );
  const [row] = rows;
  return row
    ? { isVerified: row.is_verified, code: row.code, sinceMs: row.since.getTime(), evidence: row.evidence }
    : null;
}

/** As long as the record on which a badge is judged. */
const WAIVED_DAYS = 30;

/**
 * An admin thinks better of a listing: it is verified again, and what it was lost for is not held against it for 30 days.
 * @returns false when it has its badge, or another tier.
 */
export async function giveBadgeBack(
  transaction: Transaction,
  { listingId, code, nowMs }: { listingId: string; code: string; nowMs: number },
): Promise<boolean> {
  const back = await rowsOf(
    transaction,
    `WITH given AS (UPDATE listing SET tier = 'verified' WHERE id = $1::uuid AND tier = 'community' RETURNING id)
     UPDATE listing_badge SET is_verified = true, code = 'verified', since = $2::timestamptz, waived_code = $3::text,
       waived_until = $2::timestamptz + interval '${WAIVED_DAYS} days'
     FROM given WHERE listing_id = given.id RETURNING listing_id`,
    [listingId, new Date(nowMs).toISOString(), code],
  );
  return back.length === 1;
}

/** Machines of a listing that canaries suspect. */
export async function readSuspectedOf(transaction: Transaction, listingId: string): Promise<string[]> {
  const nodes = await rowsOf<{ id: string }>(
    transaction,
    `SELECT n.id FROM node n JOIN node_standing s ON s.node_id = n.id
      WHERE n.listing_id = $1::uuid AND s.state = 'suspected' ORDER BY n.id`,
    [listingId],
  );
  return nodes.map(({ id }) => id);
}
