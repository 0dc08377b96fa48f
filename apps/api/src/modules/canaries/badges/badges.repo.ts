import type { Sql } from '../../../platform/index.ts';
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
