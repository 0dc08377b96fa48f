import type { AccountId } from '@spindle/shared';
import type { Sql } from '../../platform/index.ts';

/** A top-up as the channel's own transaction shows it. */
export interface SeenDeposit {
  channel: string;
  lt: bigint;
  hash: string;
  accountId: AccountId;
  amountNano: bigint;
  happenedAt: Date;
}

/** @returns false when this transaction was recorded before. */
export async function insertDeposit(sql: Sql, deposit: SeenDeposit): Promise<boolean> {
  const { rowCount } = await sql.query(
    `INSERT INTO deposit (channel_address, lt, hash, account_id, amount_nano, happened_at)
     VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING`,
    [deposit.channel, deposit.lt, deposit.hash, deposit.accountId, deposit.amountNano, deposit.happenedAt],
  );
  return rowCount === 1;
}
