import { fail, ok, type Result } from '@spindle/shared';
import { type Actor, readAdmins } from '../accounts/index.ts';
import { allListings, type ListingViewDeps, stateHistory } from '../listings/index.ts';
import { findAppeals } from './appeals/appeals.repo.ts';
import { toAdminAppeal } from './appeals/who-answers.ts';
import { checkNow } from './checks/check-listings.ts';
import { whoDecidesOnListing } from './decisions/who-decides.ts';
import type { ReviewCase } from './shapes.ts';
import { signalsOf } from './signals/signals-of.ts';

/** Everything that a decision on a listing needs, on one screen: what it claims, what we found out, what was said. */
export async function reviewCase(
  deps: ListingViewDeps,
  actor: Actor,
  { listingId }: { listingId: string },
): Promise<Result<ReviewCase>> {
  const [found] = await allListings(deps, { id: listingId }, 'newest');
  if (!found) return fail('not_found', { what: 'listing' });
  const [checks, signals, history, appeals, admins] = await Promise.all([
    checkNow(deps, listingId),
    signalsOf(deps, found.owner.accountId),
    stateHistory(deps, listingId, 'admin'),
    findAppeals(deps.db.prisma, { listingId }),
    readAdmins(deps.db.pool),
  ]);
  const { view, owner } = found;
  return ok({
    ...{ listing: view, provider: owner, checks, signals, history },
    whoDecides: whoDecidesOnListing(owner.accountId, admins, actor.accountId),
    appeals: appeals.map((row) => toAdminAppeal(row, admins, actor.accountId)),
  });
}
