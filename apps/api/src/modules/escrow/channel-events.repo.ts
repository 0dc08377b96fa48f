import type { AccountId } from '@spindle/shared';
import type { Sql } from '../../platform/index.ts';

/** What happened to a channel, for its owner to see. It changes no book. */
export interface NotedEvent {
  channel: string;
  accountId: AccountId;
  /** allowance: a total that a device signed ahead, in no transaction. */
  kind: 'claim' | 'close_asked' | 'close_cancelled' | 'allowance';
  /** What a claim moved; the total that an allowance signed. */
  amountNano: bigint;
  transaction: { lt: bigint; hash: string } | null;
  happenedAt: Date;
}

/** Notes it once per transaction. */
export async function noteChannelEvent(sql: Sql, event: NotedEvent): Promise<void> {
  const { channel, accountId, kind, amountNano, transaction, happenedAt } = event;
  await sql.query(
    `INSERT INTO channel_event (channel_address, account_id, kind, amount_nano, lt, hash, happened_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (channel_address, lt) DO NOTHING`,
    [channel, accountId, kind, amountNano, transaction?.lt ?? null, transaction?.hash ?? null, happenedAt],
  );
}
