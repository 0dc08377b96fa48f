import type { AccountId } from '@spindle/shared';
import type { Sql } from '../../platform/index.ts';

/** Written once, for a person who is new and somebody else, by a link of somebody who is there. @returns whether it was now. */
export async function insertReferral(
  sql: Sql,
  accountId: AccountId,
  referrerId: string,
  newSince: Date,
  now: Date,
): Promise<boolean> {
  const { rowCount } = await sql.query(
    `INSERT INTO referral (account_id, referrer_id, created_at)
     SELECT a.id, r.id, $4 FROM account a, account r WHERE a.id = $1 AND r.id = $2 AND a.id <> r.id
       AND a.created_at >= $3 AND r.created_at < a.created_at
     ON CONFLICT (account_id) DO NOTHING`,
    [accountId, referrerId, newSince, now],
  );
  return rowCount === 1;
}

export async function countReferrals(sql: Sql, referrerId: AccountId): Promise<number> {
  const { rows } = await sql.query<{ count: number }>(
    'SELECT count(*)::int AS count FROM referral WHERE referrer_id = $1',
    [referrerId],
  );
  return rows[0]?.count ?? 0;
}
