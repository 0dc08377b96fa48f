import type { Sql } from '../../platform/index.ts';
import type { Turn } from '../chain/index.ts';
import type { Channel } from './channel.ts';
import { type ChannelColumns, toChannel } from './channel-row.ts';

/**
 * Channels whose history may have grown: those that somebody waits for, then those longest untried. What was not paid
 * within a day is looked at four times a day from then on, since a deposit may come whenever its payer likes.
 */
export async function channelsToFollow(sql: Sql, { limit, now, pokes, failedAt }: Turn): Promise<Channel[]> {
  const { rows } = await sql.query<ChannelColumns>(
    `SELECT c.* FROM channel c
     LEFT JOIN unnest($4::text[], $5::timestamptz[]) AS failed(address, at) ON failed.address = c.address
     WHERE c.address = ANY($3) OR c.state IN ('open', 'closing')
       OR (c.state = 'expected' AND (c.state_since > $2::timestamptz - interval '24 hours'
         OR c.checked_at IS NULL OR c.checked_at < $2::timestamptz - interval '6 hours'))
     ORDER BY c.address = ANY($3) DESC, GREATEST(c.checked_at, failed.at) NULLS FIRST, c.address LIMIT $1`,
    [limit, now, pokes, [...failedAt.keys()], [...failedAt.values()]],
  );
  return rows.map(toChannel);
}

/** In the order in which everybody locks channels: two brokers, or a broker and its buyers' holds, never wait in a circle. */
export async function markChecked(sql: Sql, addresses: string[], now: Date): Promise<void> {
  if (addresses.length === 0) return;
  await sql.query(
    `WITH looked_at AS MATERIALIZED (
       SELECT address FROM channel WHERE address = ANY($1) ORDER BY address FOR NO KEY UPDATE
     )
     UPDATE channel c SET checked_at = $2 FROM looked_at l WHERE c.address = l.address`,
    [addresses, now],
  );
}

/** Writes what the chain has done to a locked channel. */
export async function saveChainState(sql: Sql, channel: Channel): Promise<void> {
  await sql.query(
    `UPDATE channel SET state = $2, deposited_nano = $3, claimed_nano = $4, close_at = $5, cursor_lt = $6,
       cursor_hash = $7, state_since = $8, claiming_nano = $9, claim_refusal = $10, claim_refused_at = $11,
       leaving_since = $12, leave_refusal = $13
     WHERE address = $1`,
    [
      channel.address,
      channel.state,
      channel.depositedNano,
      channel.claimedNano,
      dateOf(channel.closeAtMs),
      channel.cursor?.lt ?? null,
      channel.cursor?.hash ?? null,
      new Date(channel.stateSinceMs),
      channel.claimingNano,
      channel.claimRefusal,
      dateOf(channel.claimRefusedAtMs),
      dateOf(channel.leavingSinceMs),
      channel.leaveRefusal,
    ],
  );
}

const dateOf = (ms: number | null): Date | null => (ms === null ? null : new Date(ms));

/** Locks a channel until the transaction ends, so that one broker at a time applies what happened to it. */
export async function lockChannel(sql: Sql, address: string): Promise<Channel | null> {
  const { rows } = await sql.query<ChannelColumns>('SELECT * FROM channel WHERE address = $1 FOR NO KEY UPDATE', [
    address,
  ]);
  return rows[0] ? toChannel(rows[0]) : null;
}
