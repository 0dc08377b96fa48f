import type { AccountId } from '@spindle/shared';
import type { Sql } from '../../platform/index.ts';
import type { PayoutSchedule } from './shapes.ts';

export interface DueAccount {
  accountId: AccountId;
  address: string;
  schedule: PayoutSchedule;
}

/** Accounts whose provider wants a payout now, and that have none in work. */
export async function accountsDue(sql: Sql, now: Date, limit: number): Promise<DueAccount[]> {
  const { rows } = await sql.query<{ account_id: AccountId; address: string; schedule: PayoutSchedule }>(
    `SELECT a.account_id, a.address, e.schedule FROM earner e JOIN earnings_account a ON a.account_id = e.account_id
     WHERE e.schedule <> 'on_demand' AND (e.due_at IS NULL OR e.due_at <= $1)
       AND a.state <> 'closed' AND a.promised_nano - a.claimed_nano >= e.threshold_nano
       AND NOT EXISTS (SELECT 1 FROM payout p WHERE p.address = a.address
         AND p.state IN ('waiting_funds', 'stopped', 'queued', 'sent'))
     ORDER BY a.account_id, a.address LIMIT $2`,
    [now, limit],
  );
  return rows.map(({ account_id, address, schedule }) => ({ accountId: account_id, address, schedule }));
}

export async function setDue(sql: Sql, accountId: AccountId, dueAt: Date): Promise<void> {
  await sql.query('UPDATE earner SET due_at = $2 WHERE account_id = $1', [accountId, dueAt]);
}
