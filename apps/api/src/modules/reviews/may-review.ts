import { type AccountId, fail, ok, type Result } from '@spindle/shared';
import type { Sql } from '../../platform/index.ts';
import { areTied } from '../moderation/index.ts';
import { LEAST_ANSWERS, LEAST_PAID_NANO } from './limits.ts';
import { type PaidAnswers, paidAnswers } from './paid-answers.repo.ts';
import { findReviewed } from './reviews.repo.ts';

/**
 * Whether a review by this account says something of the listing: whoever writes has paid for it themselves, and is neither
 * its provider nor an account that shares a wallet or a machine with them. Who has written may change it as long as they
 * like: what they paid then lies too far back to be looked for.
 * Refusals: `not_found`, `review_own`, `review_tied`, `review_not_paid`.
 */
export async function mayReview(
  sql: Sql,
  accountId: AccountId,
  listingId: string,
  nowMs: number,
  hasWritten: boolean,
): Promise<Result<PaidAnswers & { providerId: AccountId }>> {
  const listing = await findReviewed(sql, listingId);
  if (!listing) return fail('not_found', { what: 'listing' });
  const { providerId } = listing;
  if (providerId === accountId) return fail('review_own');
  const paid = await paidAnswers(sql, accountId, listingId, nowMs);
  const { answers, paidNano } = paid;
  if (!hasWritten && answers < LEAST_ANSWERS && paidNano < LEAST_PAID_NANO)
    return fail('review_not_paid', { answers, least: LEAST_ANSWERS });
  if (await areTied(sql, accountId, providerId)) return fail('review_tied');
  return ok({ ...paid, providerId });
}
