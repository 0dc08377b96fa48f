import type { AccountId } from '@spindle/shared';
import type { Sql } from '../../platform/index.ts';

/** A closed channel that owes its payer more than was sent to them. */
export interface OwingChannel {
  address: string;
  accountId: AccountId;
  payer: string;
  sentNano: bigint;
  owedNano: bigint;
}

/** Locked until the transaction ends; those that another broker has in work are passed over. */
export async function takeOwing(
  sql: Sql,
  { payee, leastNano, limit }: { payee: string; leastNano: bigint; limit: number },
): Promise<OwingChannel[]> {
  const { rows } = await sql.query<OwingColumns>(
    `SELECT address, account_id, payer, credit_sent_nano, claimed_nano - spent_nano - credit_sent_nano AS owed
     FROM channel WHERE payee = $1 AND state = 'closed' AND claimed_nano - spent_nano - credit_sent_nano >= $2
     ORDER BY address LIMIT $3 FOR NO KEY UPDATE SKIP LOCKED`,
    [payee, leastNano, limit],
  );
  return rows.map((row) => ({
    address: row.address,
    accountId: row.account_id,
    payer: row.payer,
    sentNano: BigInt(row.credit_sent_nano),
    owedNano: BigInt(row.owed),
  }));
}

interface OwingColumns {
  address: string;
  account_id: AccountId;
  payer: string;
  credit_sent_nano: string;
  owed: string;
}

export async function noteCreditSent(sql: Sql, address: string, sentNano: bigint): Promise<void> {
  await sql.query('UPDATE channel SET credit_sent_nano = $2 WHERE address = $1', [address, sentNano]);
}
