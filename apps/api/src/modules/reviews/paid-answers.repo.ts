import type { AccountId } from '@spindle/shared';
import type { Sql } from '../../platform/index.ts';
import { LOOK_BACK_MS, LOOKED_AT } from './limits.ts';

/** What an account has paid a listing for, as far as it was looked through. */
export interface PaidAnswers {
  answers: number;
  paidNano: bigint;
}

/**
 * Settled answers of a listing that its buyer paid themselves: each has a receipt, and none is a gift. Looks through the
 * account's last answers alone, by the index of (account, time).
 */
export async function paidAnswers(
  sql: Sql,
  accountId: AccountId,
  listingId: string,
  nowMs: number,
): Promise<PaidAnswers> {
  const { rows } = await sql.query<{ answers: number; paid: string }>(
    `SELECT count(*)::int AS answers, COALESCE(sum(u.cost_nano), 0) AS paid FROM (
       SELECT job_id, listing_id, cost_nano, receipt IS NOT NULL AS is_settled FROM usage
        WHERE account_id = $1 AND created_at >= $3 ORDER BY created_at DESC LIMIT ${LOOKED_AT}
     ) u WHERE u.listing_id = $2 AND u.cost_nano > 0 AND u.is_settled
       AND NOT EXISTS (SELECT 1 FROM gift g WHERE g.job_id = u.job_id)`,
    [accountId, listingId, new Date(nowMs - LOOK_BACK_MS)],
  );
  const [row] = rows;
  return { answers: row?.answers ?? 0, paidNano: BigInt(row?.paid ?? 0) };
}
