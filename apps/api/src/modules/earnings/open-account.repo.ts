import type { AccountId } from '@spindle/shared';
import type { Sql } from '../../platform/index.ts';
import type { EarningsTerms } from './earnings-account.ts';

type Market = Pick<EarningsTerms, 'networkId' | 'payer' | 'sessionKey'>;

/**
 * Providers whose account is not that of their proven wallet and of our terms: those with a live listing, and all who
 * ever had one.
 */
export async function earnersToLookAt(sql: Sql, market: Market, limit: number): Promise<AccountId[]> {
  const { rows } = await sql.query<{ account_id: AccountId }>(
    `SELECT e.account_id FROM earner e
     LEFT JOIN wallet w ON w.account_id = e.account_id
     LEFT JOIN earnings_account a ON a.address = e.current_address
     WHERE CASE WHEN w.address IS NULL THEN e.current_address IS NOT NULL ELSE a.address IS NULL OR a.payee <> w.address
       OR a.network_id <> $1 OR a.payer <> $2 OR a.session_key <> $3 OR a.state IN ('closing', 'closed') END
     UNION
     SELECT l.account_id FROM listing l
     WHERE l.state = 'live' AND NOT EXISTS (SELECT 1 FROM earner e WHERE e.account_id = l.account_id)
     LIMIT $4`,
    [market.networkId, market.payer, market.sessionKey, limit],
  );
  return rows.map(({ account_id }) => account_id);
}

/**
 * Locks how a provider is paid until the transaction ends: while it is held nothing else promises to them, and their
 * account stays the one that it is. @returns the account that is promised on now.
 */
export async function lockEarner(sql: Sql, accountId: AccountId): Promise<string | null> {
  await sql.query('INSERT INTO earner (account_id) VALUES ($1) ON CONFLICT DO NOTHING', [accountId]);
  const { rows } = await sql.query<{ current_address: string | null }>(
    'SELECT current_address FROM earner WHERE account_id = $1 FOR NO KEY UPDATE',
    [accountId],
  );
  return rows[0]?.current_address ?? null;
}

/** The wallet that a ton_proof has shown to be the provider's; null without one. */
export async function provenWalletOf(sql: Sql, accountId: AccountId): Promise<string | null> {
  const { rows } = await sql.query<{ address: string }>('SELECT address FROM wallet WHERE account_id = $1', [
    accountId,
  ]);
  return rows[0]?.address ?? null;
}

/** The newest account of these terms that still takes money. */
export async function findUsableAccount(
  sql: Sql,
  terms: Omit<EarningsTerms, 'address' | 'salt'>,
): Promise<string | null> {
  const { rows } = await sql.query<{ address: string }>(
    `SELECT address FROM earnings_account
     WHERE account_id = $1 AND payee = $2 AND network_id = $3 AND payer = $4 AND session_key = $5
       AND state IN ('expected', 'open')
     ORDER BY created_at DESC, address LIMIT 1`,
    [terms.accountId, terms.payee, terms.networkId, terms.payer, terms.sessionKey],
  );
  return rows[0]?.address ?? null;
}

export async function insertAccount(sql: Sql, account: EarningsTerms, now: Date): Promise<void> {
  await sql.query(
    `INSERT INTO earnings_account (address, account_id, network_id, payer, payee, session_key, close_delay_seconds, salt,
       state, state_since, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'expected', $9, $9)`,
    [
      account.address,
      account.accountId,
      account.networkId,
      account.payer,
      account.payee,
      account.sessionKey,
      account.closeDelaySeconds,
      account.salt,
      now,
    ],
  );
}

/** All accounts of the provider count as changed, so that their nodes hear which is the current one. */
export async function setCurrentAccount(sql: Sql, accountId: AccountId, address: string | null): Promise<void> {
  await sql.query('UPDATE earner SET current_address = $2 WHERE account_id = $1', [accountId, address]);
  await sql.query('UPDATE earnings_account SET changed_at = clock_timestamp() WHERE account_id = $1', [accountId]);
}
