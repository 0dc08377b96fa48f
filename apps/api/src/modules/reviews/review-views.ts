import { startOfUtcDayMs } from '../../platform/index.ts';
import { whoDecides } from '../moderation/index.ts';
import type { ReviewRow } from './reviews.repo.ts';
import type { AdminReview, OwnReview, ProviderReview, ShownReview } from './shapes.ts';
import { barredFromReview } from './who-decides.ts';

/** For everybody: no name and no hour, by which a provider could tell whose answers those were. */
export function toShown(row: ReviewRow): ShownReview {
  const { answer, answered_at: answeredAt } = row;
  const [dayMs, changedDayMs] = [startOfUtcDayMs(row.created_at.getTime()), startOfUtcDayMs(row.changed_at.getTime())];
  const isAnswerShown = answer !== null && answeredAt !== null && row.answer_hidden_reason === null;
  return {
    reviewId: row.id,
    stars: row.stars,
    words: row.words,
    dayMs,
    changedDayMs: changedDayMs === dayMs ? null : changedDayMs,
    answer: isAnswerShown ? { words: answer, dayMs: startOfUtcDayMs(answeredAt.getTime()) } : null,
  };
}

export const toOwn = (row: ReviewRow): OwnReview => ({
  ...toShown(row),
  hidden:
    row.hidden_at && row.hidden_reason !== null ? { reason: row.hidden_reason, atMs: row.hidden_at.getTime() } : null,
});

export const toProviders = (row: ReviewRow): ProviderReview => ({
  ...toShown(row),
  canAnswer: row.answer === null,
  answerHiddenReason: row.answer_hidden_reason,
});

/** Admins see what was hidden, too; of a review of their own listing no more of its writer than other providers do. */
export const toAdmins = (
  row: ReviewRow,
  admins: readonly { accountId: string; firstName: string }[],
  actorId: string,
): AdminReview => ({
  ...toOwn(row),
  answer:
    row.answer !== null && row.answered_at
      ? { words: row.answer, dayMs: startOfUtcDayMs(row.answered_at.getTime()) }
      : null,
  answerHiddenReason: row.answer_hidden_reason,
  listing: { listingId: row.listing_id, title: row.title },
  writer:
    row.provider_id === actorId
      ? null
      : { accountId: row.account_id, firstName: row.writer_name, paidAnswers: row.paid_answers },
  provider: { accountId: row.provider_id, firstName: row.provider_name },
  isChangedSince: row.hidden_at !== null && row.changed_at > row.hidden_at,
  whoDecides: whoDecides(admins, actorId, (adminId) => barredFromReview(row, adminId)),
});
