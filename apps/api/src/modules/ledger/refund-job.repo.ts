import type { AccountId } from '@spindle/shared';
import type { Sql } from '../../platform/index.ts';

/** A settled job with all that giving some of its cost back must know, its rows locked. */
export interface SettledJob {
  buyer: AccountId;
  provider: AccountId;
  channel: string;
  costNano: bigint;
  feeNano: bigint;
  /** What the provider has earned and is neither paid nor promised: it can still be taken back. */
  freeNano: bigint;
  /** What the market has in fees. */
  feesNano: bigint;
  /** Of a closed channel: what was claimed of it, and what it cost until now. */
  closed: { claimedNano: bigint; spentNano: bigint } | null;
}

/**
 * Locks, in everybody's order: the provider (so that nothing is promised meanwhile), the job's hold and its channel.
 * @returns null for a job that was never settled, or that the market paid for.
 */
export async function lockSettledJob(sql: Sql, jobId: string, marketId: string): Promise<SettledJob | null> {
  const { rows: legs } = await sql.query<{ account_id: AccountId; kind: string; amount_nano: string }>(
    `SELECT la.account_id, la.kind, p.amount_nano FROM transfer t
     JOIN posting p ON p.transfer_id = t.id JOIN ledger_account la ON la.id = p.ledger_account_id
     WHERE t.key = 'settle:' || $1`,
    [jobId],
  );
  const provider = legs.find(({ kind }) => kind === 'earned');
  if (!provider) return null;
  await sql.query('SELECT 1 FROM earner WHERE account_id = $1 FOR NO KEY UPDATE', [provider.account_id]);
  const { rows: holds } = await sql.query<{ account_id: AccountId; channel_address: string | null }>(
    `SELECT account_id, channel_address FROM hold WHERE job_id = $1 AND state = 'settled' FOR NO KEY UPDATE`,
    [jobId],
  );
  const [hold] = holds;
  // A gift cost its buyer nothing.
  if (!hold?.channel_address) return null;
  const { rows: channels } = await sql.query<{ state: string; claimed_nano: string; spent_nano: string }>(
    'SELECT state, claimed_nano, spent_nano FROM channel WHERE address = $1 FOR NO KEY UPDATE',
    [hold.channel_address],
  );
  const [channel] = channels;
  if (!channel) return null;
  const earned = BigInt(provider.amount_nano);
  const feeNano = BigInt(legs.find(({ kind }) => kind === 'fees')?.amount_nano ?? 0);
  const isClosed = channel.state === 'closed';
  return {
    buyer: hold.account_id,
    provider: provider.account_id,
    channel: hold.channel_address,
    costNano: earned + feeNano,
    feeNano,
    ...(await readSources(sql, provider.account_id, marketId)),
    closed: isClosed ? { claimedNano: BigInt(channel.claimed_nano), spentNano: BigInt(channel.spent_nano) } : null,
  };
}

async function readSources(sql: Sql, provider: AccountId, marketId: string) {
  const { rows } = await sql.query<{ free: string; fees: string }>(
    `SELECT GREATEST(0, (SELECT COALESCE(sum(balance_nano), 0) FROM ledger_account WHERE account_id = $1 AND kind = 'earned') - (
       SELECT COALESCE(sum(promised_nano - claimed_nano), 0) FROM earnings_account WHERE account_id = $1 AND state <> 'closed'
     )) AS free, (SELECT COALESCE(sum(balance_nano), 0) FROM ledger_account WHERE account_id = $2 AND kind = 'fees') AS fees`,
    [provider, marketId],
  );
  return { freeNano: BigInt(rows[0]?.free ?? 0), feesNano: BigInt(rows[0]?.fees ?? 0) };
}

/** The job costs so much less, in all sums that its cost stands in. */
export async function lowerSpent(sql: Sql, jobId: string, amountNano: bigint): Promise<void> {
  await sql.query(
    `UPDATE channel c SET spent_nano = c.spent_nano - $2,
       spent_day_nano = c.spent_day_nano - CASE WHEN c.spent_on = h.channel_spent_on THEN $2 ELSE 0 END
     FROM hold h WHERE h.job_id = $1 AND c.address = h.channel_address`,
    [jobId, amountNano],
  );
  await sql.query(
    `UPDATE api_key k SET spent_nano = k.spent_nano - $2,
       spent_day_nano = k.spent_day_nano - CASE WHEN k.spent_on = h.spent_on THEN $2 ELSE 0 END,
       spent_month_nano = k.spent_month_nano
         - CASE WHEN date_trunc('month', k.spent_on) = date_trunc('month', h.spent_on) THEN $2 ELSE 0 END
     FROM hold h WHERE h.job_id = $1 AND k.id = h.api_key_id`,
    [jobId, amountNano],
  );
}
