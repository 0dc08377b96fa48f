import type { AccountId } from '@spindle/shared';
import { type Sql, utcDate } from '../../platform/index.ts';
import type { Channel } from './channel.ts';
import { type ChannelColumns, toChannel } from './channel-row.ts';

/** The account's channel that matters: the newest open one, else one that closes, is expected, or was closed. */
export async function findCurrentChannel(sql: Sql, accountId: AccountId): Promise<Channel | null> {
  const { rows } = await sql.query<ChannelColumns>(
    `SELECT * FROM channel WHERE account_id = $1
     ORDER BY array_position(ARRAY['open', 'closing', 'expected', 'closed'], state), created_at DESC, address LIMIT 1`,
    [accountId],
  );
  return rows[0] ? toChannel(rows[0]) : null;
}

/** All channels of an account that may still hold its money: open ones that were paid into, and those that close. */
export async function findChannelsWithMoney(sql: Sql, accountId: AccountId): Promise<Channel[]> {
  const { rows } = await sql.query<ChannelColumns>(
    `SELECT * FROM channel
     WHERE account_id = $1 AND (state = 'closing' OR (state = 'open' AND deposited_nano > claimed_nano))
     ORDER BY created_at DESC, address LIMIT 20`,
    [accountId],
  );
  return rows.map(toChannel);
}

/** One channel of an account. */
export async function findChannel(sql: Sql, accountId: AccountId, address: string): Promise<Channel | null> {
  const { rows } = await sql.query<ChannelColumns>('SELECT * FROM channel WHERE address = $1 AND account_id = $2', [
    address,
    accountId,
  ]);
  return rows[0] ? toChannel(rows[0]) : null;
}

/** What an account's day of UTC has used: spent on it, and all that is held, since it may still be charged on it. */
export async function readUsedToday(sql: Sql, accountId: AccountId, nowMs: number): Promise<bigint> {
  const { rows } = await sql.query<{ used: string }>(
    `SELECT COALESCE(sum(held_nano + CASE WHEN spent_on >= $2::date THEN spent_day_nano ELSE 0 END), 0)::bigint AS used
     FROM channel WHERE account_id = $1`,
    [accountId, utcDate(nowMs)],
  );
  return BigInt(rows[0]?.used ?? 0);
}

/** Keeps a voucher if it is still the greatest and the channel still takes it. @returns whether it was kept. */
export async function keepVoucher(
  sql: Sql,
  voucher: { address: string; cumulativeNano: bigint; signature: string },
): Promise<boolean> {
  const { rowCount } = await sql.query(
    `UPDATE channel SET signed_nano = $2, signature = $3
     WHERE address = $1 AND state = 'open' AND signed_nano < $2 AND deposited_nano >= $2`,
    [voucher.address, voucher.cumulativeNano, voucher.signature],
  );
  return rowCount === 1;
}
