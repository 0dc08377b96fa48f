import type { AccountId } from '@spindle/shared';
import type { Sql } from '../../platform/index.ts';
import type { Channel, ChannelTerms } from './channel.ts';

interface ChannelColumns {
  address: string;
  account_id: AccountId;
  network_id: number;
  payer: string;
  payee: string;
  session_key: string;
  close_delay_seconds: number;
  salt: string;
  state: Channel['state'];
  state_since: Date;
  deposited_nano: string;
  claimed_nano: string;
  signed_nano: string;
  spent_nano: string;
  held_nano: string;
  close_at: Date | null;
  cursor_lt: string | null;
  cursor_hash: string | null;
  checked_at: Date | null;
}

/** The account's channel that matters: the newest open one, else one that closes, is expected, or was closed. */
export async function findCurrentChannel(sql: Sql, accountId: AccountId): Promise<Channel | null> {
  const { rows } = await sql.query<ChannelColumns>(
    `SELECT * FROM channel WHERE account_id = $1
     ORDER BY array_position(ARRAY['open', 'closing', 'expected', 'closed'], state), created_at DESC, address LIMIT 1`,
    [accountId],
  );
  return rows[0] ? toChannel(rows[0]) : null;
}

/** One channel of an account. */
export async function findChannel(sql: Sql, accountId: AccountId, address: string): Promise<Channel | null> {
  const { rows } = await sql.query<ChannelColumns>('SELECT * FROM channel WHERE address = $1 AND account_id = $2', [
    address,
    accountId,
  ]);
  return rows[0] ? toChannel(rows[0]) : null;
}

/** Locks a channel until the transaction ends, so that one broker at a time applies what happened to it. */
export async function lockChannel(sql: Sql, address: string): Promise<Channel | null> {
  const { rows } = await sql.query<ChannelColumns>('SELECT * FROM channel WHERE address = $1 FOR NO KEY UPDATE', [
    address,
  ]);
  return rows[0] ? toChannel(rows[0]) : null;
}

type TermsWithoutPlace = Omit<ChannelTerms, 'address' | 'salt'>;

/** Until the transaction ends, no one else makes a channel of this account and session key. */
export async function lockTerms(sql: Sql, { accountId, sessionKey }: TermsWithoutPlace): Promise<void> {
  await sql.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`channel:${accountId}:${sessionKey}`]);
}

/** The account's channel of these terms that takes deposits; of several the one that `findCurrentChannel` prefers. */
export async function findPayableChannel(sql: Sql, terms: TermsWithoutPlace): Promise<Channel | null> {
  const { rows } = await sql.query<ChannelColumns>(
    `SELECT * FROM channel
     WHERE account_id = $1 AND session_key = $2 AND payer = $3 AND payee = $4 AND network_id = $5
       AND close_delay_seconds = $6 AND state IN ('expected', 'open')
     ORDER BY state = 'open' DESC, created_at DESC, address LIMIT 1`,
    [terms.accountId, terms.sessionKey, terms.payer, terms.payee, terms.networkId, terms.closeDelaySeconds],
  );
  return rows[0] ? toChannel(rows[0]) : null;
}

/** A deposit into an expected channel may come from now on, as if its terms were new. */
export async function watchAgain(sql: Sql, address: string, now: Date): Promise<void> {
  await sql.query(`UPDATE channel SET state_since = $2 WHERE address = $1 AND state = 'expected'`, [address, now]);
}

export async function insertExpectedChannel(sql: Sql, channel: ChannelTerms, now: Date): Promise<void> {
  await sql.query(
    `INSERT INTO channel (address, account_id, network_id, payer, payee, session_key, close_delay_seconds, salt, state,
       state_since, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'expected', $9, $9)`,
    [
      channel.address,
      channel.accountId,
      channel.networkId,
      channel.payer,
      channel.payee,
      channel.sessionKey,
      channel.closeDelaySeconds,
      channel.salt,
      now,
    ],
  );
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

/**
 * Channels whose history may have grown: those that somebody waits for, then those longest untried. What was not paid
 * within a day is looked at four times a day from then on, since a deposit may come whenever its payer likes.
 */
export async function channelsToFollow(
  sql: Sql,
  { limit, now, pokes, failedAt }: { limit: number; now: Date; pokes: string[]; failedAt: ReadonlyMap<string, Date> },
): Promise<Channel[]> {
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

export async function markChecked(sql: Sql, addresses: string[], now: Date): Promise<void> {
  if (addresses.length === 0) return;
  await sql.query('UPDATE channel SET checked_at = $2 WHERE address = ANY($1)', [addresses, now]);
}

/** Writes what the chain has done to a locked channel. */
export async function saveChainState(sql: Sql, channel: Channel): Promise<void> {
  await sql.query(
    `UPDATE channel SET state = $2, deposited_nano = $3, claimed_nano = $4, close_at = $5, cursor_lt = $6,
       cursor_hash = $7, state_since = $8
     WHERE address = $1`,
    [
      channel.address,
      channel.state,
      channel.depositedNano,
      channel.claimedNano,
      channel.closeAtMs === null ? null : new Date(channel.closeAtMs),
      channel.cursor?.lt ?? null,
      channel.cursor?.hash ?? null,
      new Date(channel.stateSinceMs),
    ],
  );
}

function toChannel(row: ChannelColumns): Channel {
  return {
    address: row.address,
    accountId: row.account_id,
    networkId: row.network_id,
    payer: row.payer,
    payee: row.payee,
    sessionKey: row.session_key,
    closeDelaySeconds: row.close_delay_seconds,
    salt: row.salt,
    state: row.state,
    stateSinceMs: row.state_since.getTime(),
    depositedNano: BigInt(row.deposited_nano),
    claimedNano: BigInt(row.claimed_nano),
    signedNano: BigInt(row.signed_nano),
    spentNano: BigInt(row.spent_nano),
    heldNano: BigInt(row.held_nano),
    closeAtMs: row.close_at?.getTime() ?? null,
    cursor: row.cursor_lt && row.cursor_hash ? { lt: BigInt(row.cursor_lt), hash: row.cursor_hash } : null,
    checkedAtMs: row.checked_at?.getTime() ?? null,
  };
}
