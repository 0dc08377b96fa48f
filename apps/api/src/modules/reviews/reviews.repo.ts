import type { AccountId } from '@spindle/shared';
import type { Sql } from '../../platform/index.ts';

export interface ReviewRow {
  id: string;
  listing_id: string;
  title: string;
  account_id: AccountId;
  writer_name: string;
  provider_id: AccountId;
  provider_name: string;
  stars: number;
  words: string | null;
  paid_answers: number;
  created_at: Date;
  changed_at: Date;
  answer: string | null;
  answered_at: Date | null;
  answer_hidden_reason: string | null;
  hidden_at: Date | null;
  hidden_reason: string | null;
}

const SELECT = `SELECT r.id, r.listing_id, l.title, r.account_id, w.first_name AS writer_name, l.account_id AS provider_id,
    p.first_name AS provider_name, r.stars, r.words, r.paid_answers, r.created_at, r.changed_at, r.answer, r.answered_at,
    r.answer_hidden_reason, r.hidden_at, r.hidden_reason
  FROM review r JOIN listing l ON l.id = r.listing_id JOIN account w ON w.id = r.account_id JOIN account p ON p.id = l.account_id`;

/** Whose listing it is, and what its trigger has counted; null for one that nobody may see. */
export async function findReviewed(
  sql: Sql,
  listingId: string,
): Promise<{ providerId: AccountId; count: number; stars: number } | null> {
  const { rows } = await sql.query<{ account_id: AccountId; review_count: number; review_stars: number }>(
    `SELECT account_id, review_count, review_stars FROM listing WHERE id = $1 AND state NOT IN ('in_review', 'rejected')`,
    [listingId],
  );
  const [row] = rows;
  return row ? { providerId: row.account_id, count: row.review_count, stars: row.review_stars } : null;
}

/** Those that are shown, newest first. @param before the id of the last one of the page before: ids grow with time. */
export async function readShown(
  sql: Sql,
  listingId: string,
  before: string | null,
  limit: number,
): Promise<ReviewRow[]> {
  const { rows } = await sql.query<ReviewRow>(
    `${SELECT} WHERE r.listing_id = $1 AND r.hidden_at IS NULL AND ($2::uuid IS NULL OR r.id < $2)
      ORDER BY r.id DESC LIMIT $3`,
    [listingId, before, limit],
  );
  return rows;
}

/** How many gave so many stars. */
export async function readSpread(sql: Sql, listingId: string): Promise<ReadonlyMap<number, number>> {
  const { rows } = await sql.query<{ stars: number; count: number }>(
    'SELECT stars, count(*)::int AS count FROM review WHERE listing_id = $1 AND hidden_at IS NULL GROUP BY stars',
    [listingId],
  );
  return new Map(rows.map(({ stars, count }) => [stars, count]));
}

/** For admins, what was changed last on top. */
export async function readForAdmin(
  sql: Sql,
  isHidden: boolean,
  before: { changedMs: number; id: string } | null,
  limit: number,
): Promise<ReviewRow[]> {
  const { rows } = await sql.query<ReviewRow>(
    `${SELECT} WHERE (r.hidden_at IS NOT NULL) = $1 AND ($2::timestamptz IS NULL OR (r.changed_at, r.id) < ($2, $3::uuid))
      ORDER BY r.changed_at DESC, r.id DESC LIMIT $4`,
    [isHidden, before && new Date(before.changedMs), before?.id ?? null, limit],
  );
  return rows;
}

export async function findReview(
  sql: Sql,
  by: { id: string } | { listingId: string; accountId: AccountId },
): Promise<ReviewRow | null> {
  const where = 'id' in by ? 'r.id = $1' : 'r.listing_id = $1 AND r.account_id = $2';
  const { rows } = await sql.query<ReviewRow>(`${SELECT} WHERE ${where}`, Object.values(by));
  return rows[0] ?? null;
}

/** The same, locked until the transaction ends: of two acts at once, the second sees what the first did. */
export async function lockReview(sql: Sql, id: string): Promise<ReviewRow | null> {
  const { rows } = await sql.query<ReviewRow>(`${SELECT} WHERE r.id = $1 FOR UPDATE OF r`, [id]);
  return rows[0] ?? null;
}

/** One account writes one review after another. */
export async function lockWriter(sql: Sql, accountId: AccountId): Promise<void> {
  await sql.query(`SELECT pg_advisory_xact_lock(hashtextextended('review:' || $1, 0))`, [accountId]);
}

export async function countWrittenSince(sql: Sql, accountId: AccountId, sinceMs: number): Promise<number> {
  const { rows } = await sql.query<{ count: number }>(
    'SELECT count(*)::int AS count FROM review WHERE account_id = $1 AND created_at > $2',
    [accountId, new Date(sinceMs)],
  );
  return rows[0]?.count ?? 0;
}

export interface WrittenReview {
  id: string;
  listingId: string;
  accountId: AccountId;
  stars: number;
  words: string | null;
  paidAnswers: number;
  now: Date;
}

/** Writes it, or over the one that there is. */
export async function writeReviewRow(sql: Sql, it: WrittenReview): Promise<void> {
  await sql.query(
    `INSERT INTO review (id, listing_id, account_id, stars, words, paid_answers, created_at, changed_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $7)
     ON CONFLICT (listing_id, account_id) DO UPDATE SET stars = excluded.stars, words = excluded.words,
       paid_answers = greatest(review.paid_answers, excluded.paid_answers), changed_at = excluded.changed_at`,
    [it.id, it.listingId, it.accountId, it.stars, it.words, it.paidAnswers, it.now],
  );
}

export async function deleteReview(sql: Sql, id: string): Promise<void> {
  await sql.query('DELETE FROM review WHERE id = $1', [id]);
}

export async function writeAnswer(sql: Sql, id: string, answer: string, now: Date): Promise<void> {
  await sql.query('UPDATE review SET answer = $2, answered_at = $3 WHERE id = $1', [id, answer, now]);
}

/** @param hidden null shows it again. */
export async function setHidden(
  sql: Sql,
  id: string,
  hidden: { by: AccountId; reason: string; now: Date } | null,
): Promise<void> {
  await sql.query('UPDATE review SET hidden_at = $2, hidden_by = $3, hidden_reason = $4 WHERE id = $1', [
    ...[id, hidden?.now ?? null, hidden?.by ?? null, hidden?.reason ?? null],
  ]);
}

export async function setAnswerHidden(sql: Sql, id: string, reason: string | null): Promise<void> {
  await sql.query('UPDATE review SET answer_hidden_reason = $2 WHERE id = $1', [id, reason]);
}
