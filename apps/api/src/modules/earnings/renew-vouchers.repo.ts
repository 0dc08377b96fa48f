import type { AccountId } from '@spindle/shared';
import type { Sql } from '../../platform/index.ts';

/**
 * What a provider earned in all is the balance and what was paid out of it; so much of it is not promised yet. A promise
 * on an account that is closed can be claimed no more, so what was not claimed there is promised again.
 */
const UNPROMISED = `la.balance_nano + (
  SELECT sum(x.claimed_nano - x.promised_nano) FROM earnings_account x
  WHERE x.account_id = e.account_id AND x.state <> 'closed'
)`;

/** What is promised and not claimed, of everyone: one pass over all takes half the time of asking for each. */
const PROMISED_BY_EARNER = `SELECT account_id, sum(promised_nano - claimed_nano) AS unclaimed FROM earnings_account
  WHERE state <> 'closed' GROUP BY account_id`;

/** Locks providers who have earned more than they are promised. Those that another broker has in work are passed over. */
export async function lockUnpromised(sql: Sql, sessionKey: string, limit: number): Promise<AccountId[]> {
  const { rows } = await sql.query<{ account_id: AccountId }>({
    name: 'lock-unpromised',
    text: `SELECT e.account_id FROM earner e
      JOIN earnings_account a ON a.address = e.current_address
      JOIN ledger_account la ON la.account_id = e.account_id AND la.kind = 'earned'
      JOIN (${PROMISED_BY_EARNER}) p ON p.account_id = e.account_id
      WHERE a.state IN ('expected', 'open') AND a.session_key = $1 AND la.balance_nano > p.unclaimed
      ORDER BY e.account_id LIMIT $2 FOR NO KEY UPDATE OF e SKIP LOCKED`,
    values: [sessionKey, limit],
  });
  return rows.map(({ account_id }) => account_id);
}

export interface NewPromise {
  address: string;
  networkId: number;
  promisedNano: bigint;
}

/** What is to be promised to these providers, seen after they were locked: nobody promises to them meanwhile. */
export async function readNewPromises(sql: Sql, earners: readonly AccountId[]): Promise<NewPromise[]> {
  const { rows } = await sql.query<{ address: string; network_id: number; promised: string }>({
    name: 'read-new-promises',
    text: `SELECT a.address, a.network_id, a.promised_nano + ${UNPROMISED} AS promised FROM earner e
      JOIN earnings_account a ON a.address = e.current_address
      JOIN ledger_account la ON la.account_id = e.account_id AND la.kind = 'earned'
      WHERE e.account_id = ANY($1::uuid[]) AND ${UNPROMISED} > 0`,
    values: [earners],
  });
  return rows.map(({ address, network_id, promised }) => ({
    address,
    networkId: network_id,
    promisedNano: BigInt(promised),
  }));
}

/** Promises only rise. @returns how many were written. */
export async function keepPromises(
  sql: Sql,
  promises: readonly (NewPromise & { signature: string })[],
): Promise<number> {
  const { rowCount } = await sql.query({
    name: 'keep-promises',
    text: `UPDATE earnings_account a
      SET promised_nano = v.promised, signature = v.signature, changed_at = clock_timestamp()
      FROM unnest($1::text[], $2::bigint[], $3::text[]) AS v(address, promised, signature)
      WHERE a.address = v.address AND a.promised_nano < v.promised`,
    values: [
      promises.map(({ address }) => address),
      promises.map(({ promisedNano }) => promisedNano),
      promises.map(({ signature }) => signature),
    ],
  });
  return rowCount ?? 0;
}
