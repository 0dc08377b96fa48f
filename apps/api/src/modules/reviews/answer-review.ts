import { fail, ok, type Result } from '@spindle/shared';
import { inTransaction, recordEvent } from '../../platform/index.ts';
import type { Actor } from '../accounts/index.ts';
import { judgeWords } from './judge-words.ts';
import { LEAST_CHARS } from './limits.ts';
import { toProviders } from './review-views.ts';
import { findReview, lockReview, writeAnswer } from './reviews.repo.ts';
import type { ProviderReview } from './shapes.ts';
import type { ReviewDeps } from './write-review.ts';

/**
 * A provider's own words to a review of their listing, once, for everybody to read.
 * Refusals: `review_words`, `review_link`, `review_words_needed`, `not_found`, `review_hidden`, `review_answered`.
 */
export async function answerReview(
  { db, clock }: ReviewDeps,
  { accountId }: Actor,
  { reviewId, words: given }: { reviewId: string; words: string },
): Promise<Result<ProviderReview>> {
  const words = judgeWords(given);
  if (!words.ok) return words;
  const answer = words.value ?? '';
  if (answer.length < LEAST_CHARS) return fail('review_words_needed', { least: LEAST_CHARS });
  const nowMs = clock.nowMs();
  return inTransaction(db.pool, async (sql): Promise<Result<ProviderReview>> => {
    const row = await lockReview(sql, reviewId);
    if (row?.provider_id !== accountId) return fail('not_found', { what: 'review' });
    if (row.hidden_at) return fail('review_hidden');
    if (row.answer !== null) return fail('review_answered');
    await writeAnswer(sql, reviewId, answer, new Date(nowMs));
    const facts = { listingId: row.listing_id, reviewId };
    const event = { kind: 'review_answered' as const, accountId: row.account_id, subject: `listing:${row.listing_id}` };
    await recordEvent(sql, { ...event, facts }, nowMs);
    const answered = await findReview(sql, { id: reviewId });
    return answered ? ok(toProviders(answered)) : fail('not_found', { what: 'review' });
  });
}
