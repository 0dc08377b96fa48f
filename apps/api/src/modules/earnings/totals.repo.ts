import type { Sql } from '../../platform/index.ts';
import type { EarningsTotals } from './shapes.ts';

interface Columns {
  accounts: number;
  promised: string;
  deposited: string;
  claimed: string;
  ahead: string;
  being_funded: number;
  short: number;
}

/** What lies on all providers' accounts, and what their payouts wait for. */
export async function readTotals(sql: Sql): Promise<EarningsTotals> {
  const accounts = await sql.query<Columns>(
    `SELECT count(*)::int AS accounts,
            COALESCE(sum(promised_nano), 0) AS promised, COALESCE(sum(deposited_nano), 0) AS deposited,
            COALESCE(sum(claimed_nano), 0) AS claimed,
            COALESCE(sum(GREATEST(deposited_nano - promised_nano, 0)), 0) AS ahead,
            count(funding_nano)::int AS being_funded,
            count(*) FILTER (WHERE promised_nano > deposited_nano)::int AS short
       FROM earnings_account WHERE state <> 'closed'`,
  );
  const payouts = await sql.query<{ state: string; count: number; amount: string; oldest: Date }>(
    `SELECT state, count(*)::int AS count, COALESCE(sum(amount_nano), 0) AS amount, min(since) AS oldest FROM payout
      WHERE state IN ('waiting_funds', 'stopped', 'queued', 'sent') GROUP BY state ORDER BY state`,
  );
  const [row] = accounts.rows;
  return {
    accounts: row?.accounts ?? 0,
    promisedNano: BigInt(row?.promised ?? 0),
    depositedNano: BigInt(row?.deposited ?? 0),
    claimedNano: BigInt(row?.claimed ?? 0),
    aheadNano: BigInt(row?.ahead ?? 0),
    beingFunded: row?.being_funded ?? 0,
    short: row?.short ?? 0,
    openPayouts: payouts.rows.map(({ state, count, amount, oldest }) => ({
      state,
      count,
      amountNano: BigInt(amount),
      oldestSinceMs: oldest.getTime(),
    })),
  };
}
