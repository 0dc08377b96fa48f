import { fail, ok, type Result, uuidv7 } from '@spindle/shared';
import { type Clock, type Database, inTransaction, recordEvent, type Sql } from '../../platform/index.ts';
import type { Actor } from '../accounts/index.ts';
import { judgeWords } from './judge-words.ts';
import { CHANGE_PAUSE_MS, DAY_MS, MOST_A_DAY } from './limits.ts';
import { mayReview } from './may-review.ts';
import { toOwn } from './review-views.ts';
import {
  countWrittenSince,
  deleteReview,
  findReview,
  lockReview,
  lockWriter,
  type ReviewRow,
  writeReviewRow,
} from './reviews.repo.ts';
import type { OwnReview, WriteReviewInput } from './shapes.ts';

export interface ReviewDeps {
  db: Database;
  clock: Clock;
}

/**
 * A buyer says what they think of a listing whose answers they paid: once for each, and again over the old one. What an
 * admin has hidden may be changed, and stays hidden until an admin shows it.
 * Refusals: `review_words`, `review_link`, those of `mayReview`, `review_limit`, `review_too_soon`.
 */
export async function writeReview(
  { db, clock }: ReviewDeps,
  { accountId }: Actor,
  { listingId, stars, words: given = '' }: WriteReviewInput,
): Promise<Result<OwnReview>> {
  const words = judgeWords(given);
  if (!words.ok) return words;
  const nowMs = clock.nowMs();
  const written = await inTransaction(db.pool, async (sql): Promise<Result<ReviewRow>> => {
    await lockWriter(sql, accountId);
    const old = await findReview(sql, { listingId, accountId });
    const may = await mayReview(sql, accountId, listingId, nowMs, old !== null);
    if (!may.ok) return may;
    const pace = await judgePace(sql, accountId, old, nowMs);
    if (!pace.ok) return pace;
    const id = uuidv7(nowMs);
    const { answers: paidAnswers, providerId } = may.value;
    await writeReviewRow(sql, {
      ...{ id, listingId, accountId, stars, paidAnswers },
      ...{ words: words.value, now: new Date(nowMs) },
    });
    const row = await findReview(sql, { listingId, accountId });
    if (!row) throw new Error('a review that was just written is gone');
    if (!old) {
      const facts = { listingId, reviewId: id, stars };
      const event = { kind: 'review_written' as const, accountId: providerId, subject: `listing:${listingId}`, facts };
      await recordEvent(sql, event, nowMs);
    }
    return ok(row);
  });
  return written.ok ? ok(toOwn(written.value)) : written;
}

async function judgePace(
  sql: Sql,
  accountId: Actor['accountId'],
  old: ReviewRow | null,
  nowMs: number,
): Promise<Result<null>> {
  if (old) return nowMs < old.changed_at.getTime() + CHANGE_PAUSE_MS ? fail('review_too_soon') : ok(null);
  const written = await countWrittenSince(sql, accountId, nowMs - DAY_MS);
  return written >= MOST_A_DAY ? fail('review_limit', { most: MOST_A_DAY }) : ok(null);
}

/** A buyer takes their review back; one that is hidden stays, or writing it again would show it. Refusals: `not_found`, `review_hidden`. */
export async function removeReview(
  { db }: ReviewDeps,
  { accountId }: Actor,
  { reviewId }: { reviewId: string },
): Promise<Result<null>> {
  return inTransaction(db.pool, async (sql) => {
    const row = await lockReview(sql, reviewId);
    if (row?.account_id !== accountId) return fail('not_found', { what: 'review' });
    if (row.hidden_at) return fail('review_hidden');
    await deleteReview(sql, reviewId);
    return ok(null);
  });
}
