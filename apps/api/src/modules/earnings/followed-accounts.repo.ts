import type { Sql } from '../../platform/index.ts';
import type { Turn } from '../chain/index.ts';
import type { EarningsAccount } from './earnings-account.ts';
import { type EarningsAccountColumns, toEarningsAccount } from './earnings-account-row.ts';

/**
 * Accounts whose history may have grown: those that somebody waits for, then those longest untried. One that nobody has
 * ever sent money to has no history.
 */
export async function accountsToFollow(sql: Sql, { limit, now: _, pokes, failedAt }: Turn): Promise<EarningsAccount[]> {
  const { rows } = await sql.query<EarningsAccountColumns>(
    `SELECT a.* FROM earnings_account a
     LEFT JOIN unnest($3::text[], $4::timestamptz[]) AS failed(address, at) ON failed.address = a.address
     WHERE a.address = ANY($2) OR (a.state <> 'closed' AND (a.funding_nano IS NOT NULL OR a.cursor_lt IS NOT NULL))
     ORDER BY a.address = ANY($2) DESC, GREATEST(a.checked_at, failed.at) NULLS FIRST, a.address LIMIT $1`,
    [limit, pokes, [...failedAt.keys()], [...failedAt.values()]],
  );
  return rows.map(toEarningsAccount);
}

export async function markAccountsChecked(sql: Sql, addresses: string[], now: Date): Promise<void> {
  if (addresses.length === 0) return;
  await sql.query('UPDATE earnings_account SET checked_at = $2 WHERE address = ANY($1)', [addresses, now]);
}

/** Locks an account until the transaction ends: what the chain did, fundings and payouts come one after the other. */
export async function lockAccount(sql: Sql, address: string): Promise<EarningsAccount | null> {
  const { rows } = await sql.query<EarningsAccountColumns>(
    'SELECT * FROM earnings_account WHERE address = $1 FOR NO KEY UPDATE',
    [address],
  );
  return rows[0] ? toEarningsAccount(rows[0]) : null;
}

/** Writes what the chain has done to a locked account. What is promised is another's to write, and stays. */
export async function saveChainState(sql: Sql, account: EarningsAccount): Promise<void> {
  await sql.query(
    `UPDATE earnings_account SET state = $2, deposited_nano = $3, claimed_nano = $4, close_at = $5, cursor_lt = $6,
       cursor_hash = $7, state_since = $8, funding_nano = $9, funding_key = $10,
       funding_since = CASE WHEN $9::bigint IS NULL THEN NULL ELSE funding_since END, changed_at = clock_timestamp()
     WHERE address = $1`,
    [
      account.address,
      account.state,
      account.depositedNano,
      account.claimedNano,
      account.closeAtMs === null ? null : new Date(account.closeAtMs),
      account.cursor?.lt ?? null,
      account.cursor?.hash ?? null,
      new Date(account.stateSinceMs),
      account.fundingNano,
      account.fundingKey,
    ],
  );
}
