import { ok, type Result } from '@spindle/shared';
import { recordEvent } from '../../platform/index.ts';
import type { Actor } from '../accounts/index.ts';
import { canBeRestored, readStandingLosses } from '../canaries/index.ts';
import {
  answerForListing,
  getListing,
  type ListingView,
  type ListingViewDeps,
  type MoveListingDeps,
  stateHistory,
} from '../listings/index.ts';
import { toAppealView } from './appeals/appeal-view.ts';
import { findAppeals } from './appeals/appeals.repo.ts';
import { lossKeyOf, whatToAppeal } from './appeals/what-to-appeal.ts';
import type { AnswerInput, OwnerReview, Standing } from './shapes.ts';

/** What became of a listing, as its owner reads it, and whether they may appeal against how it stands. */
export async function ownerReview(
  deps: ListingViewDeps,
  actor: Actor,
  { listingId }: { listingId: string },
): Promise<Result<OwnerReview>> {
  const listing = await getListing(deps, actor, { listingId });
  if (!listing.ok) return listing;
  const [history, appeals, standing, lost] = await Promise.all([
    stateHistory(deps, listingId, 'owner'),
    findAppeals(deps.db.prisma, { listingId }),
    whatToAppeal(deps, actor, { listingId }),
    readStandingLosses(deps.db.pool, listingId),
  ]);
  const wasSaid = (key: string) => appeals.some(({ decisionKey }) => decisionKey === key);
  const mayAppeal = standing.ok && !wasSaid(standing.value.decisionKey);
  const losses = lost.map((loss) => ({ ...loss, mayAppeal: canBeRestored(loss) && !wasSaid(lossKeyOf(loss.lossId)) }));
  return ok({ history, appeals: appeals.map(toAppealView), mayAppeal, losses });
}

/** Where a person stands with the market: what they said against a ban, and whether they still may. */
export async function standingOf(deps: ListingViewDeps, actor: Actor): Promise<Result<Standing>> {
  const appeals = await findAppeals(deps.db.prisma, { accountId: actor.accountId, listingId: null });
  const ban = await whatToAppeal(deps, actor, { listingId: null });
  const isUsed = ban.ok && appeals.some(({ decisionKey }) => decisionKey === ban.value.decisionKey);
  return ok({ appeals: appeals.map(toAppealView), mayAppeal: ban.ok && !isUsed });
}

/** The owner's answer to what an admin has asked. The review goes on, and so does its clock. */
export async function answerAdmin(
  deps: MoveListingDeps,
  actor: Actor,
  { listingId, words }: AnswerInput,
): Promise<Result<ListingView>> {
  const atMs = deps.clock.nowMs();
  const answered = await deps.db.prisma.$transaction(async (tx) => {
    const moved = await answerForListing(tx, { actor, listingId, words: words.trim(), atMs });
    const event = { kind: 'listing_answered' as const, accountId: null, subject: `listing:${listingId}` };
    if (moved.ok) await recordEvent(tx, { ...event, facts: { listingId } }, atMs);
    return moved;
  });
  if (!answered.ok) return answered;
  return getListing(deps, actor, { listingId });
}
