import { fail, ok, type Result } from '@spindle/shared';
import { inTransaction, recordEvent, type Sql } from '../../platform/index.ts';
import { type Actor, readAdmins } from '../accounts/index.ts';
import { type AuditRecord, isSecondClick, recordAudit } from '../moderation/index.ts';
import { LEAST_CHARS, MOST_CHARS } from './limits.ts';
import { toAdmins } from './review-views.ts';
import { findReview, lockReview, type ReviewRow, setAnswerHidden, setHidden } from './reviews.repo.ts';
import type { AdminReview, HideReviewInput } from './shapes.ts';
import { barredFromReview } from './who-decides.ts';
import type { ReviewDeps } from './write-review.ts';

type Act = Pick<AuditRecord, 'action'> & { input: HideReviewInput; isHiding: boolean };

/**
 * An admin shows a review, or what its provider answered, to nobody but who wrote it, and says why; the act is an entry of
 * the audit log. It then counts in no average. Nobody decides on what they wrote, or on what is said of their listing.
 * Refusals: `reason_required`, `not_found`, `review_side`, `review_state`.
 */
export const hideReview = (deps: ReviewDeps, actor: Actor, input: HideReviewInput): Promise<Result<AdminReview>> =>
  act(deps, actor, {
    action: input.part === 'review' ? 'review.hide' : 'review.hide-answer',
    ...{ input, isHiding: true },
  });

/** The reverse, for what was hidden wrongly or was changed since. Refusals: as of `hideReview`. */
export const showReview = (deps: ReviewDeps, actor: Actor, input: HideReviewInput): Promise<Result<AdminReview>> =>
  act(deps, actor, {
    action: input.part === 'review' ? 'review.show' : 'review.show-answer',
    ...{ input, isHiding: false },
  });

async function act(
  { db, clock }: ReviewDeps,
  { accountId: actorId }: Actor,
  { action, input: { reviewId, part, reason: given }, isHiding }: Act,
): Promise<Result<AdminReview>> {
  const reason = [...given.trim()].slice(0, MOST_CHARS).join('');
  if (reason.length < LEAST_CHARS) return fail('reason_required');
  const atMs = clock.nowMs();
  const entry = { actorId, action, subject: `review:${reviewId}`, reason, atMs };
  const done = await inTransaction(db.pool, async (sql): Promise<Result<null>> => {
    const row = await lockReview(sql, reviewId);
    if (!row) return fail('not_found', { what: 'review' });
    const barred = barredFromReview(row, actorId);
    if (barred) return fail(barred);
    const facts = { listingId: row.listing_id };
    if (isHidden(row, part) === isHiding || (part === 'answer' && row.answer === null))
      return (await isSecondClick(sql, { ...entry, facts })) ? ok(null) : fail('review_state');
    if (part === 'review')
      await setHidden(sql, reviewId, isHiding ? { by: actorId, reason, now: new Date(atMs) } : null);
    else await setAnswerHidden(sql, reviewId, isHiding ? reason : null);
    await tellWriter(sql, row, part, isHiding, atMs);
    await recordAudit(sql, { ...entry, facts });
    return ok(null);
  });
  if (!done.ok) return done;
  const [row, admins] = await Promise.all([findReview(db.pool, { id: reviewId }), readAdmins(db.pool)]);
  return row ? ok(toAdmins(row, admins, actorId)) : fail('not_found', { what: 'review' });
}

const isHidden = (row: ReviewRow, part: HideReviewInput['part']): boolean =>
  part === 'review' ? row.hidden_at !== null : row.answer_hidden_reason !== null;

/** Who wrote what is hidden, or is shown again. */
async function tellWriter(
  sql: Sql,
  row: ReviewRow,
  part: HideReviewInput['part'],
  isHiding: boolean,
  atMs: number,
): Promise<void> {
  const accountId = part === 'review' ? row.account_id : row.provider_id;
  const facts = { listingId: row.listing_id, reviewId: row.id, part, decision: isHiding ? 'hidden' : 'shown' } as const;
  await recordEvent(sql, { kind: 'review_decided', accountId, subject: `listing:${row.listing_id}`, facts }, atMs);
}
