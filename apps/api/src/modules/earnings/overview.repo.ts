import type { AccountId } from '@spindle/shared';
import type { Sql } from '../../platform/index.ts';
import type { EarningsAccount } from './earnings-account.ts';
import { type EarningsAccountColumns, toEarningsAccount } from './earnings-account-row.ts';
import type { PayoutSettings } from './shapes.ts';

/** How a provider is paid. */
export interface Earner extends PayoutSettings {
  currentAddress: string | null;
  dueAtMs: number | null;
}

interface EarnerColumns {
  current_address: string | null;
  schedule: PayoutSettings['schedule'];
  threshold_nano: string;
  due_at: Date | null;
}

/** @returns null for someone who never had a live listing. */
export async function readEarner(sql: Sql, accountId: AccountId): Promise<Earner | null> {
  const { rows } = await sql.query<EarnerColumns>(
    'SELECT current_address, schedule, threshold_nano, due_at FROM earner WHERE account_id = $1',
    [accountId],
  );
  const [row] = rows;
  return row
    ? {
        currentAddress: row.current_address,
        schedule: row.schedule,
        thresholdNano: BigInt(row.threshold_nano),
        dueAtMs: row.due_at?.getTime() ?? null,
      }
    : null;
}

/** All accounts of a provider, the newest first. */
export async function readAccountsOf(sql: Sql, accountId: AccountId): Promise<EarningsAccount[]> {
  const { rows } = await sql.query<EarningsAccountColumns>(
    'SELECT * FROM earnings_account WHERE account_id = $1 ORDER BY created_at DESC, address',
    [accountId],
  );
  return rows.map(toEarningsAccount);
}

export async function findEarningsAccount(
  sql: Sql,
  accountId: AccountId,
  address: string,
): Promise<EarningsAccount | null> {
  const { rows } = await sql.query<EarningsAccountColumns>(
    'SELECT * FROM earnings_account WHERE address = $1 AND account_id = $2',
    [address, accountId],
  );
  return rows[0] ? toEarningsAccount(rows[0]) : null;
}

export async function writeSettings(
  sql: Sql,
  accountId: AccountId,
  { schedule, thresholdNano }: PayoutSettings,
  dueAt: Date | null,
): Promise<void> {
  await sql.query(
    `INSERT INTO earner (account_id, schedule, threshold_nano, due_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (account_id) DO UPDATE SET schedule = excluded.schedule, threshold_nano = excluded.threshold_nano,
       due_at = excluded.due_at`,
    [accountId, schedule, thresholdNano, dueAt],
  );
}
