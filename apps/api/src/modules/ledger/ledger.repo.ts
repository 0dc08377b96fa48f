import type { AccountId } from '@spindle/shared';
import type { Sql } from '../../platform/index.ts';
import type { TermsByNode } from './hold.ts';

/** What the books say an account has, in nano. */
export interface Balances {
  /** On deposit and neither spent nor held. How much of it may be spent now is the channel's business. */
  depositedNano: bigint;
  heldNano: bigint;
  /** Earned as a provider and not paid out yet, and what was paid out by the chain. */
  earnedNano: bigint;
  paidNano: bigint;
}

export async function readBalances(sql: Sql, accountId: AccountId): Promise<Balances> {
  const { rows } = await sql.query<{ kind: string; balance_nano: string }>(
    `SELECT kind, balance_nano FROM ledger_account WHERE account_id = $1 AND kind <> 'held'
     UNION ALL SELECT 'held', COALESCE(sum(held_nano), 0) FROM channel WHERE account_id = $1
     UNION ALL SELECT 'paid', COALESCE(sum(claimed_nano), 0) FROM earnings_account WHERE account_id = $1`,
    [accountId],
  );
  const of = (kind: string) => BigInt(rows.find((row) => row.kind === kind)?.balance_nano ?? 0);
  const heldNano = of('held');
  return { depositedNano: of('deposited') - heldNano, heldNano, earnedNano: of('earned'), paidNano: of('paid') };
}

/** True when the account's money is there but on its way home. */
export async function hasClosingChannel(sql: Sql, accountId: AccountId): Promise<boolean> {
  const { rowCount } = await sql.query(`SELECT 1 FROM channel WHERE account_id = $1 AND state = 'closing' LIMIT 1`, [
    accountId,
  ]);
  return rowCount === 1;
}

export interface ExpiredHold {
  jobId: string;
  accountId: AccountId;
  apiKeyId: string | null;
  amountNano: bigint;
  terms: unknown;
  createdAtMs: number;
}

/** Open holds past their time, oldest first. */
export async function readExpiredHolds(sql: Sql, nowMs: number, limit: number): Promise<ExpiredHold[]> {
  const { rows } = await sql.query<HoldColumns>(
    `SELECT ${HOLD_COLUMNS} FROM hold WHERE state = 'open' AND expires_at < to_timestamp($1 / 1000.0)
     ORDER BY expires_at LIMIT $2`,
    [nowMs, limit],
  );
  return rows.map(toHold);
}

export interface OpenHold extends ExpiredHold {
  requestHash: string;
  /** The market pays for it. */
  isGift: boolean;
}

/** The hold of a job while it is open; null when there is none, or it was settled or released. */
export async function readOpenHold(sql: Sql, jobId: string): Promise<OpenHold | null> {
  const { rows } = await sql.query<HoldColumns>(
    `SELECT ${HOLD_COLUMNS} FROM hold WHERE job_id = $1 AND state = 'open'`,
    [jobId],
  );
  const [row] = rows;
  return row ? { ...toHold(row), requestHash: row.request_hash, isGift: row.channel_address === null } : null;
}

/** Adds machines to an open hold. A hold that was closed meanwhile needs them no more. */
export async function addTerms(sql: Sql, jobId: string, terms: TermsByNode): Promise<void> {
  await sql.query(`UPDATE hold SET terms = terms::jsonb || $2::jsonb WHERE job_id = $1 AND state = 'open'`, [
    jobId,
    JSON.stringify(terms),
  ]);
}

const HOLD_COLUMNS = 'job_id, account_id, api_key_id, channel_address, amount_nano, request_hash, terms, created_at';

interface HoldColumns {
  job_id: string;
  account_id: AccountId;
  api_key_id: string | null;
  channel_address: string | null;
  amount_nano: string;
  request_hash: string;
  /** JSON. */
  terms: string;
  created_at: Date;
}

const toHold = (row: HoldColumns): ExpiredHold => ({
  jobId: row.job_id,
  accountId: row.account_id,
  apiKeyId: row.api_key_id,
  amountNano: BigInt(row.amount_nano),
  terms: JSON.parse(row.terms),
  createdAtMs: row.created_at.getTime(),
});
