import type { Sql } from '../../platform/index.ts';
import type { Channel, ChannelTerms } from './channel.ts';
import { type ChannelColumns, toChannel } from './channel-row.ts';

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
