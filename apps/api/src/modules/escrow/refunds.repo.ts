import type { AccountId } from '@spindle/shared';
import type { Sql } from '../../platform/index.ts';

/** What a close paid back, as the channel's own transaction shows it. */
export interface SeenRefund {
  channel: string;
  lt: bigint;
  hash: string;
  accountId: AccountId;
  /** Of the deposit. */
  amountNano: bigint;
  /** All that went to payer: the storage reserve and stray coins come on top of the deposit's rest. */
  paidNano: bigint;
  happenedAt: Date;
}

/** A channel closes once, so a second one changes nothing. */
export async function insertRefund(sql: Sql, refund: SeenRefund): Promise<void> {
  await sql.query(
    `INSERT INTO refund (channel_address, lt, hash, account_id, amount_nano, paid_nano, happened_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING`,
    [refund.channel, refund.lt, refund.hash, refund.accountId, refund.amountNano, refund.paidNano, refund.happenedAt],
  );
}
