import type { Sql } from '../../platform/index.ts';
import type { Channel } from './channel.ts';
import { type ChannelColumns, toChannel } from './channel-row.ts';

export interface ClaimRules {
  /** The wallet that is paid. */
  payee: string;
  /** What an open channel must owe for a claim to be worth its fee; and a closing one, which has no later. */
  openNano: bigint;
  closingNano: bigint;
  /** A channel that refused a claim is left alone until then. */
  refusedBefore: Date;
  limit: number;
}

/**
 * Channels whose claim is due, locked until the transaction ends: first those that close, by when they may be finished,
 * then those that owe most. A closing one comes also while a claim of it is on its way: that one may be too small by now.
 */
export async function takeClaimable(sql: Sql, rules: ClaimRules): Promise<Channel[]> {
  const { rows } = await sql.query<ChannelColumns>(
    `SELECT * FROM channel
     WHERE payee = $1 AND state IN ('open', 'closing') AND spent_nano > claimed_nano AND leaving_since IS NULL
       AND signature IS NOT NULL AND (claim_refused_at IS NULL OR claim_refused_at < $4)
       AND CASE state WHEN 'closing' THEN spent_nano - claimed_nano >= $3
         ELSE claiming_nano IS NULL AND spent_nano - claimed_nano >= $2 END
     ORDER BY state = 'closing' DESC, close_at, spent_nano - claimed_nano DESC, address LIMIT $5
     FOR NO KEY UPDATE SKIP LOCKED`,
    [rules.payee, rules.openNano, rules.closingNano, rules.refusedBefore, rules.limit],
  );
  return rows.map(toChannel);
}

/** A claim of so much is on its way. */
export async function noteClaiming(sql: Sql, address: string, totalNano: bigint | null): Promise<void> {
  await sql.query('UPDATE channel SET claiming_nano = $2 WHERE address = $1', [address, totalNano]);
}

/**
 * Stops a channel for closing it at once, if it is as its owner has signed: this much is spent, and nothing is held. No
 * hold can come between, since opening one waits for this row and then finds the channel closing.
 * @returns whether it was.
 */
export async function beginLeaving(
  sql: Sql,
  { address, spentNano, now }: { address: string; spentNano: bigint; now: Date },
): Promise<boolean> {
  const { rowCount } = await sql.query(
    `UPDATE channel SET state = 'closing', leaving_since = $3, leave_refusal = NULL,
       state_since = CASE state WHEN 'open' THEN $3 ELSE state_since END
     WHERE address = $1 AND state IN ('open', 'closing') AND leaving_since IS NULL AND held_nano = 0 AND spent_nano = $2`,
    [address, spentNano, now],
  );
  return rowCount === 1;
}
