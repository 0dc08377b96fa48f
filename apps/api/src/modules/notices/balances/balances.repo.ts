import { type Sql, utcDate } from '../../../platform/index.ts';
import { toAccountId } from '../../accounts/index.ts';

/** SQL on whose balance is low, and who was told. */

const USUAL_DAYS = 7;
const DAY_MS = 24 * 3600_000;

export async function readBalance(sql: Sql, accountId: string, nowMs: number) {
  const { rows } = await sql.query<{ usual: string | null; chosen: string | null }>({
    name: 'balance-usual',
    text: `SELECT (SELECT (sum(cost_nano) / NULLIF(sum(completed), 0))::bigint FROM usage_day
                    WHERE account_id = $1 AND day > $2::date) AS usual,
                  (SELECT low_balance_nano FROM notice_setting WHERE account_id = $1) AS chosen`,
    values: [accountId, utcDate(nowMs - USUAL_DAYS * DAY_MS)],
  });
  const [row] = rows;
  if (!row) return null;
  const big = (text: string | null) => (text === null ? null : BigInt(text));
  return { accountId: toAccountId(accountId), usualCostNano: big(row.usual), chosenNano: big(row.chosen) };
}

/** Whether the owner was told since they last added to their deposit. */
export async function isTold(sql: Sql, accountId: string, depositedNano: bigint): Promise<boolean> {
  const { rowCount } = await sql.query('SELECT 1 FROM balance_told WHERE account_id = $1 AND deposited_nano = $2', [
    accountId,
    depositedNano,
  ]);
  return rowCount === 1;
}

/** @returns false when another broker has told it. */
export async function markTold(sql: Sql, accountId: string, depositedNano: bigint, nowMs: number): Promise<boolean> {
  const { rowCount } = await sql.query(
    `INSERT INTO balance_told AS t (account_id, deposited_nano, told_at) VALUES ($1, $2, $3)
     ON CONFLICT (account_id) DO UPDATE SET deposited_nano = excluded.deposited_nano, told_at = excluded.told_at
       WHERE t.deposited_nano <> excluded.deposited_nano`,
    [accountId, depositedNano, new Date(nowMs)],
  );
  return rowCount === 1;
}
