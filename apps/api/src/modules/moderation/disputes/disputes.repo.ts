import type { AccountId } from '@spindle/shared';
import type { Sql } from '../../../platform/index.ts';
import { ANSWER_MS, DECISION_MS } from './clock-times.ts';
import type { AdminDispute, DisputeState, ProviderDispute } from './shapes.ts';

const COLUMNS = `d.id, d.kind, d.job_id, d.listing_id, l.title, d.code, d.state, d.since, d.created_at, d.words, d.answer,
  d.reason, d.decided_by, d.refund_nano, d.provider_nano, u.cost_nano, d.opener_id, o.first_name AS opener_name, d.provider_id,
  p.first_name AS provider_name, s.keep_until AS shown_until, s.looks, s.looked_at,
  (SELECT count(*) FROM dispute x WHERE x.opener_id = d.opener_id)::int AS opener_disputes,
  (SELECT count(*) FROM dispute x WHERE x.opener_id = d.opener_id AND x.state = 'refunded')::int AS opener_refunded`;
const FROM = `dispute d LEFT JOIN listing l ON l.id = d.listing_id JOIN account o ON o.id = d.opener_id
  JOIN account p ON p.id = d.provider_id LEFT JOIN usage u ON u.job_id = d.job_id
  LEFT JOIN dispute_shown s ON s.dispute_id = d.id`;

interface DisputeColumns {
  id: string;
  kind: AdminDispute['kind'];
  job_id: string | null;
  listing_id: string | null;
  title: string | null;
  code: AdminDispute['code'];
  state: DisputeState;
  since: Date;
  created_at: Date;
  words: string | null;
  answer: string | null;
  reason: string | null;
  refund_nano: string;
  provider_nano: string;
  cost_nano: string | null;
  decided_by: AccountId | null;
  opener_id: AccountId;
  opener_name: string;
  opener_disputes: number;
  opener_refunded: number;
  provider_id: AccountId;
  provider_name: string;
  shown_until: Date | null;
  looks: number | null;
  looked_at: Date | null;
}

export interface NewDispute {
  id: string;
  kind: AdminDispute['kind'];
  jobId: string | null;
  listingId: string | null;
  openerId: AccountId;
  providerId: AccountId;
  code: string;
  words: string | null;
  now: Date;
}

/** @returns false when the job is disputed already, or this person's report of the listing is undecided. */
export async function insertDispute(sql: Sql, it: NewDispute): Promise<boolean> {
  const { rowCount } = await sql.query(
    `INSERT INTO dispute (id, kind, job_id, listing_id, opener_id, provider_id, code, words, state, since, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'open', $9, $9) ON CONFLICT DO NOTHING`,
    [it.id, it.kind, it.jobId, it.listingId, it.openerId, it.providerId, it.code, it.words, it.now],
  );
  return rowCount === 1;
}

export type DisputeFilter =
  | { id: string }
  | { openerId: AccountId }
  | { jobId: string }
  /** What a provider was asked, or what was decided about an answer of theirs. */
  | { providerId: AccountId }
  | { isOpen: boolean };

const LIMIT = 100;

function whereOf(filter: DisputeFilter): string {
  if ('id' in filter) return 'd.id = $1';
  if ('jobId' in filter) return 'd.job_id = $1';
  if ('openerId' in filter) return 'd.opener_id = $1 ORDER BY d.created_at DESC';
  if ('providerId' in filter) {
    return `d.provider_id = $1 AND (d.asked_at IS NOT NULL OR d.state IN ('refunded', 'upheld')) ORDER BY d.created_at DESC`;
  }
  return `(d.state IN ('open', 'asked', 'answered')) = $1 ORDER BY CASE WHEN $1 THEN d.created_at END, d.since DESC`;
}

/** A dispute with both sides by name; who may see what of it is in `views.ts`. */
export interface DisputeRecord extends ProviderDispute {
  opener: NonNullable<AdminDispute['opener']>;
  provider: AdminDispute['provider'];
  decidedBy: AccountId | null;
}

export async function readDisputes(sql: Sql, filter: DisputeFilter): Promise<DisputeRecord[]> {
  const { rows } = await sql.query<DisputeColumns>(
    `SELECT ${COLUMNS} FROM ${FROM} WHERE ${whereOf(filter)} LIMIT ${LIMIT}`,
    [Object.values(filter)[0]],
  );
  return rows.map(toDispute);
}

export interface DisputeRow {
  state: DisputeState;
  kind: AdminDispute['kind'];
  jobId: string | null;
  listingId: string | null;
  openerId: AccountId;
  providerId: AccountId;
  decidedBy: AccountId | null;
}

/** Locked until the transaction ends: of two who decide at once, the second sees what the first did. */
export async function lockDispute(sql: Sql, id: string): Promise<DisputeRow | null> {
  const { rows } = await sql.query<DisputeColumns>(
    'SELECT state, kind, job_id, listing_id, opener_id, provider_id, decided_by FROM dispute WHERE id = $1 FOR UPDATE',
    [id],
  );
  const [row] = rows;
  if (!row) return null;
  const { state, kind, job_id: jobId, listing_id: listingId, opener_id: openerId, provider_id: providerId } = row;
  return { state, kind, jobId, listingId, openerId, providerId, decidedBy: row.decided_by };
}

export async function markAsked(sql: Sql, id: string, now: Date): Promise<void> {
  await sql.query(`UPDATE dispute SET state = 'asked', since = $2, asked_at = $2 WHERE id = $1`, [id, now]);
}

export async function writeAnswer(sql: Sql, id: string, answer: string, now: Date): Promise<void> {
  await sql.query(`UPDATE dispute SET state = 'answered', since = $3, answered_at = $3, answer = $2 WHERE id = $1`, [
    id,
    answer,
    now,
  ]);
}

export interface Decided {
  id: string;
  state: 'refunded' | 'upheld' | 'refused';
  reason: string;
  decidedBy: AccountId;
  refundNano: bigint;
  providerNano: bigint;
  now: Date;
}

export async function writeDecision(sql: Sql, it: Decided): Promise<void> {
  await sql.query(
    `UPDATE dispute SET state = $2, since = $3, reason = $4, decided_by = $5, refund_nano = $6, provider_nano = $7
     WHERE id = $1`,
    [it.id, it.state, it.now, it.reason, it.decidedBy, it.refundNano, it.providerNano],
  );
}

/** What waits for an admin: what the provider was asked waits for the provider until their time is over. */
export async function countWaitingDisputes(sql: Sql, nowMs: number): Promise<{ waiting: number; late: number }> {
  const { rows } = await sql.query<{ waiting: number; late: number }>(
    `SELECT count(*)::int AS waiting, (count(*) FILTER (WHERE since < $2))::int AS late FROM dispute
     WHERE state IN ('open', 'answered') OR (state = 'asked' AND since < $1)`,
    [new Date(nowMs - ANSWER_MS), new Date(nowMs - DECISION_MS)],
  );
  return rows[0] ?? { waiting: 0, late: 0 };
}

const toDispute = (row: DisputeColumns): DisputeRecord => ({
  disputeId: row.id,
  kind: row.kind,
  jobId: row.job_id,
  listing: row.listing_id === null ? null : { listingId: row.listing_id, title: row.title ?? '' },
  code: row.code,
  state: row.state,
  sinceMs: row.since.getTime(),
  createdAt: row.created_at.getTime(),
  dueMs: dueOf(row),
  nextStep: stepOf(row.state),
  words: row.words,
  answer: row.answer,
  reason: row.reason,
  refundNano: BigInt(row.refund_nano),
  providerNano: BigInt(row.provider_nano),
  costNano: row.cost_nano === null ? null : BigInt(row.cost_nano),
  shown: row.shown_until && {
    untilMs: row.shown_until.getTime(),
    looks: row.looks ?? 0,
    lookedAtMs: row.looked_at?.getTime() ?? null,
  },
  opener: {
    accountId: row.opener_id,
    firstName: row.opener_name,
    disputes: row.opener_disputes,
    refunded: row.opener_refunded,
  },
  provider: { accountId: row.provider_id, firstName: row.provider_name },
  decidedBy: row.decided_by,
});

function dueOf({ state, since }: DisputeColumns): number | null {
  if (state === 'open' || state === 'answered') return since.getTime() + DECISION_MS;
  return state === 'asked' ? since.getTime() + ANSWER_MS : null;
}

const stepOf = (state: DisputeState): AdminDispute['nextStep'] => {
  if (state === 'open' || state === 'answered') return 'market_decides';
  return state === 'asked' ? 'provider_answers' : 'none';
};
