import type { AccountId } from '@spindle/shared';
import type { Sql } from '../../platform/index.ts';
import type { EarningsAccount } from './earnings-account.ts';
import { type EarningsAccountColumns, toEarningsAccount } from './earnings-account-row.ts';

/** The providers of listings. A listing never moves to another. */
export async function readProvidersOf(sql: Sql, listingIds: readonly string[]): Promise<Map<string, AccountId>> {
  const { rows } = await sql.query<{ id: string; account_id: AccountId }>(
    'SELECT id, account_id FROM listing WHERE id = ANY($1::uuid[])',
    [listingIds],
  );
  return new Map(rows.map(({ id, account_id }) => [id, account_id]));
}

/** The database's clock, by which changes are marked. */
export async function readMoment(sql: Sql): Promise<Date> {
  const { rows } = await sql.query<{ now: Date }>('SELECT clock_timestamp() AS now');
  return rows[0]?.now ?? new Date(0);
}

/** Providers of whom something changed that their nodes are told. */
export async function readChangedSince(sql: Sql, since: Date): Promise<Set<AccountId>> {
  const { rows } = await sql.query<{ account_id: AccountId }>({
    name: 'earnings-changed-since',
    text: 'SELECT DISTINCT account_id FROM earnings_account WHERE changed_at >= $1',
    values: [since],
  });
  return new Set(rows.map(({ account_id }) => account_id));
}

/** What there is to tell of a provider. */
export interface Told {
  currentAddress: string | null;
  /** The current account first; of earlier ones those that still matter. */
  accounts: EarningsAccount[];
}

/** Providers who never had an account are left out. */
export async function readTold(sql: Sql, providers: readonly AccountId[]): Promise<Map<AccountId, Told>> {
  const { rows } = await sql.query<EarningsAccountColumns & { current_address: string | null }>({
    name: 'earnings-told',
    text: `SELECT a.*, e.current_address FROM earner e JOIN earnings_account a ON a.account_id = e.account_id
      WHERE e.account_id = ANY($1::uuid[])
        AND (a.address = e.current_address OR (a.state <> 'closed' AND a.promised_nano > a.claimed_nano))
      ORDER BY e.account_id, a.address = e.current_address DESC NULLS LAST, a.created_at DESC, a.address`,
    values: [providers],
  });
  const told = new Map<AccountId, Told>();
  for (const row of rows) {
    const known = told.get(row.account_id) ?? { currentAddress: row.current_address, accounts: [] };
    known.accounts.push(toEarningsAccount(row));
    told.set(row.account_id, known);
  }
  return told;
}
