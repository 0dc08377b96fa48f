import type { AccountId } from '@spindle/shared';
import type { Sql } from '../../platform/index.ts';

export interface Market {
  networkId: number;
  payer: string;
  sessionKey: string;
}

/**
 * Accounts that may need coins: half of what was put there ahead is used up, or more is promised than is there. One that
 * was never funded is, once something is promised on it; and when it is its provider's first, as soon as a machine of
 * theirs is there. (A provider who takes one wallet after the other has none of them funded ahead.)
 */
export async function accountsToFund(sql: Sql, market: Market, now: Date, limit: number): Promise<string[]> {
  const { rows } = await sql.query<{ address: string }>({
    name: 'accounts-to-fund',
    text: `SELECT a.address FROM earnings_account a JOIN earner e ON e.account_id = a.account_id
      WHERE a.state IN ('expected', 'open') AND a.funding_nano IS NULL
        AND a.network_id = $1 AND a.payer = $2 AND a.session_key = $3
        AND (a.promised_nano > a.deposited_nano
          OR (a.address = e.current_address AND a.deposited_nano - a.promised_nano < a.ahead_nano / 2)
          OR (a.address = e.current_address AND a.deposited_nano = 0
            AND NOT EXISTS (SELECT 1 FROM earnings_account x WHERE x.account_id = a.account_id AND x.address <> a.address)
            AND EXISTS (SELECT 1 FROM listing l JOIN node n ON n.listing_id = l.id
              WHERE l.account_id = a.account_id AND l.state = 'live'
                AND n.last_seen_at > $4::timestamptz - interval '24 hours')))
      ORDER BY a.promised_nano > a.deposited_nano DESC, a.address LIMIT $5`,
    values: [market.networkId, market.payer, market.sessionKey, now, limit],
  });
  return rows.map(({ address }) => address);
}

/** Fundings that nobody has seen arrive for a while. */
export async function fundingsInWork(sql: Sql, before: Date, limit: number): Promise<string[]> {
  const { rows } = await sql.query<{ address: string }>(
    `SELECT address FROM earnings_account WHERE funding_nano IS NOT NULL AND funding_since < $1
     ORDER BY funding_since LIMIT $2`,
    [before, limit],
  );
  return rows.map(({ address }) => address);
}

/** Whether new earnings are promised on this account. */
export async function isCurrentAccount(sql: Sql, address: string): Promise<boolean> {
  const { rowCount } = await sql.query('SELECT 1 FROM earner WHERE current_address = $1', [address]);
  return rowCount === 1;
}

/** What a provider earned yesterday and today (UTC), and over how many hours that was. */
export async function earnedLately(
  sql: Sql,
  accountId: AccountId,
  now: Date,
): Promise<{ earnedNano: bigint; hours: number }> {
  const { rows } = await sql.query<{ earned: string }>(
    `SELECT COALESCE(sum(earned_nano), 0) AS earned FROM earn_day
     WHERE provider_id = $1 AND day >= ($2::timestamptz AT TIME ZONE 'UTC')::date - 1`,
    [accountId, now],
  );
  return { earnedNano: BigInt(rows[0]?.earned ?? 0), hours: 24 + now.getUTCHours() };
}

export async function setFunding(
  sql: Sql,
  address: string,
  funding: { depositedAfterNano: bigint; key: string; aheadNano: bigint; now: Date } | null,
): Promise<void> {
  await sql.query(
    `UPDATE earnings_account SET funding_nano = $2, funding_key = $3, funding_since = $4,
       ahead_nano = COALESCE($5, ahead_nano)
     WHERE address = $1`,
    [
      address,
      funding?.depositedAfterNano ?? null,
      funding?.key ?? null,
      funding?.now ?? null,
      funding?.aheadNano ?? null,
    ],
  );
}
