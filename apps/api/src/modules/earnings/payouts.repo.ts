import { randomUUID } from 'node:crypto';
import { type AccountId, type ErrorCode, isErrorCode } from '@spindle/shared';
import type { Sql } from '../../platform/index.ts';
import type { PayoutView } from './shapes.ts';

export interface Payout extends PayoutView {
  accountId: AccountId;
  /** What the account has paid in all after it; null until it is sent for. */
  cumulativeNano: bigint | null;
  /** The message that carries it; null until it is sent for. */
  outgoingKey: string | null;
}

interface PayoutColumns {
  id: string;
  account_id: AccountId;
  address: string;
  asked_by: Payout['askedBy'];
  state: Payout['state'];
  reason: string | null;
  since: Date;
  created_at: Date;
  cumulative_nano: string | null;
  amount_nano: string | null;
  outgoing_key: string | null;
  hash: string | null;
  paid_at: Date | null;
}

const OPEN = `state IN ('waiting_funds', 'stopped', 'queued', 'sent')`;

/** The payouts of a provider that are not ended, oldest first. */
export async function readOpenPayouts(sql: Sql, accountId: AccountId): Promise<Payout[]> {
  const { rows } = await sql.query<PayoutColumns>(
    `SELECT * FROM payout WHERE account_id = $1 AND ${OPEN} ORDER BY created_at, id`,
    [accountId],
  );
  return rows.map(toPayout);
}

/** Payouts of everyone that are not ended, those longest as they are first. */
export async function readAllOpenPayouts(sql: Sql, limit: number): Promise<Payout[]> {
  const { rows } = await sql.query<PayoutColumns>(`SELECT * FROM payout WHERE ${OPEN} ORDER BY since, id LIMIT $1`, [
    limit,
  ]);
  return rows.map(toPayout);
}

/** Locks the open payout of an account until the transaction ends; null when there is none. */
export async function lockOpenPayout(sql: Sql, address: string): Promise<Payout | null> {
  const { rows } = await sql.query<PayoutColumns>(`SELECT * FROM payout WHERE address = $1 AND ${OPEN} FOR UPDATE`, [
    address,
  ]);
  return rows[0] ? toPayout(rows[0]) : null;
}

export interface PayoutCursor {
  atMs: number;
  id: string;
}

/** A provider's payouts, newest first. */
export async function readPayouts(
  sql: Sql,
  accountId: AccountId,
  after: PayoutCursor | null,
  limit: number,
): Promise<Payout[]> {
  const { rows } = await sql.query<PayoutColumns>(
    `SELECT * FROM payout
     WHERE account_id = $1 AND ($2::timestamptz IS NULL OR (created_at, id) < ($2, $3::uuid))
     ORDER BY created_at DESC, id DESC LIMIT $4`,
    [accountId, after ? new Date(after.atMs) : null, after?.id ?? null, limit],
  );
  return rows.map(toPayout);
}

export interface AskedPayout {
  accountId: AccountId;
  address: string;
  askedBy: 'provider' | 'schedule';
  now: Date;
}

/** @returns false when the account has an open payout already. */
export async function insertPayout(sql: Sql, { accountId, address, askedBy, now }: AskedPayout): Promise<boolean> {
  const { rowCount } = await sql.query(
    `INSERT INTO payout (id, account_id, address, asked_by, state, reason, since, created_at)
     VALUES ($1, $2, $3, $4, 'waiting_funds', NULL, $5, $5) ON CONFLICT DO NOTHING`,
    [randomUUID(), accountId, address, askedBy, now],
  );
  return rowCount === 1;
}

export interface PaidAlone {
  accountId: AccountId;
  address: string;
  askedBy: Payout['askedBy'];
  cumulativeNano: bigint;
  amountNano: bigint;
  lt: bigint;
  hash: string;
  happenedAt: Date;
}

/** A payment that nobody asked us for: its row begins and ends with the transaction. */
export async function insertPaidPayout(sql: Sql, paid: PaidAlone): Promise<void> {
  await sql.query(
    `INSERT INTO payout (id, account_id, address, asked_by, state, since, created_at, cumulative_nano, amount_nano, lt,
       hash, paid_at)
     VALUES ($1, $2, $3, $4, 'paid', $5, $5, $6, $7, $8, $9, $5)`,
    [
      randomUUID(),
      paid.accountId,
      paid.address,
      paid.askedBy,
      paid.happenedAt,
      paid.cumulativeNano,
      paid.amountNano,
      paid.lt,
      paid.hash,
    ],
  );
}

/** Changes an open payout's state, and its `since` only if that is another one. */
export async function setPayoutState(
  sql: Sql,
  id: string,
  state: Payout['state'],
  reason: ErrorCode | null,
  now: Date,
): Promise<void> {
  await sql.query(
    `UPDATE payout SET since = CASE WHEN state = $2 AND reason IS NOT DISTINCT FROM $3 THEN since ELSE $4 END,
       state = $2, reason = $3
     WHERE id = $1 AND ${OPEN}`,
    [id, state, reason, now],
  );
}

/** An open payout is sent for: by this message it will pay so much. */
export async function setPayoutQueued(
  sql: Sql,
  id: string,
  queued: { cumulativeNano: bigint; amountNano: bigint; outgoingKey: string; now: Date },
): Promise<void> {
  await sql.query(
    `UPDATE payout SET state = 'queued', reason = NULL, since = $2, cumulative_nano = $3, amount_nano = $4, outgoing_key = $5
     WHERE id = $1 AND ${OPEN}`,
    [id, queued.now, queued.cumulativeNano, queued.amountNano, queued.outgoingKey],
  );
}

/** Nothing is sent for an open payout any more: it waits again. */
export async function setPayoutWaiting(
  sql: Sql,
  id: string,
  waiting: { state: 'waiting_funds' | 'stopped'; reason: ErrorCode | null; now: Date },
): Promise<void> {
  await setPayoutState(sql, id, waiting.state, waiting.reason, waiting.now);
  await sql.query(
    `UPDATE payout SET cumulative_nano = NULL, amount_nano = NULL, outgoing_key = NULL WHERE id = $1 AND ${OPEN}`,
    [id],
  );
}

/** The provider took a part of it by themselves meanwhile: it will pay the rest. */
export async function setPayoutRest(sql: Sql, id: string, amountNano: bigint): Promise<void> {
  await sql.query(`UPDATE payout SET amount_nano = $2 WHERE id = $1 AND ${OPEN}`, [id, amountNano]);
}

export async function markPaid(
  sql: Sql,
  id: string,
  paid: { amountNano: bigint; cumulativeNano: bigint; lt: bigint; hash: string; happenedAt: Date },
): Promise<void> {
  await sql.query(
    `UPDATE payout SET state = 'paid', reason = NULL, since = $2, paid_at = $2, amount_nano = $3, cumulative_nano = $4,
       lt = $5, hash = $6
     WHERE id = $1 AND ${OPEN}`,
    [id, paid.happenedAt, paid.amountNano, paid.cumulativeNano, paid.lt, paid.hash],
  );
}

function toPayout(row: PayoutColumns): Payout {
  return {
    id: row.id,
    accountId: row.account_id,
    address: row.address,
    askedBy: row.asked_by,
    state: row.state,
    reason: row.reason !== null && isErrorCode(row.reason) ? row.reason : null,
    sinceMs: row.since.getTime(),
    createdAtMs: row.created_at.getTime(),
    cumulativeNano: row.cumulative_nano === null ? null : BigInt(row.cumulative_nano),
    amountNano: row.amount_nano === null ? null : BigInt(row.amount_nano),
    outgoingKey: row.outgoing_key,
    transactionHash: row.hash,
    paidAtMs: row.paid_at?.getTime() ?? null,
  };
}
