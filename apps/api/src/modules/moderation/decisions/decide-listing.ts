import { fail, type Result } from '@spindle/shared';
import { type Actor, readAdmins } from '../../accounts/index.ts';
import { findListing, type ListingView, type MoveListingDeps } from '../../listings/index.ts';
import { isSecondClick } from '../audit-log/index.ts';
import { checkNow } from '../checks/check-listings.ts';
import { evidenceFor, failingChecks } from '../checks/evidence.ts';
import { waiveChecks } from '../checks/listing-checks.repo.ts';
import type { DecideInput } from '../shapes.ts';
import { checkReason } from './check-reason.ts';
import { findOwner } from './decisions.repo.ts';
import { makeDecision } from './make-decision.ts';
import { barredFromListing } from './who-decides.ts';

/**
 * An admin's decision on a listing: approve, reject, ask its owner something, or take it off the market. A second click,
 * and a second admin, change nothing: they are told the state that the listing is in (`listing_state`). On a listing of
 * their own another admin decides (`listing_own`).
 */
export async function decideListing(
  deps: MoveListingDeps,
  actor: Actor,
  { listingId, decision, code, reason }: DecideInput,
): Promise<Result<ListingView>> {
  const said = checkReason(decision, code, reason);
  if (!said.ok) return said;
  const [checks, admins, ownerId] = await Promise.all([
    checkNow(deps, listingId),
    readAdmins(deps.db.pool),
    findOwner(deps.db.pool, listingId),
  ]);
  const adminIds = admins.map(({ accountId }) => accountId);
  const barred = ownerId && barredFromListing(ownerId, adminIds, actor.accountId);
  if (barred) return fail(barred);
  const change = {
    ...{ listingId, ...said.value, by: 'admin' as const, actorId: actor.accountId, atMs: deps.clock.nowMs() },
    evidence: decision === 'approve' ? null : evidenceFor(said.value.code, checks),
  };
  const decided = await deps.db.prisma.$transaction(async (tx) => {
    const made = await makeDecision(tx, decision, change);
    // What was looked at and let pass does not take the listing off the market again, as long as it says the same.
    if (made.ok && decision === 'approve') await waiveChecks(tx, listingId, failingChecks(checks));
    return made;
  });
  if (!decided.ok) {
    const act = {
      ...change,
      action: `listing.${decision}` as const,
      subject: `listing:${listingId}`,
      reason: change.words,
    };
    // Facts may have changed since the first click; what was decided, and why, has not.
    return (await isSecondClick(deps.db.pool, { ...act, facts: null })) ? findListing(deps, listingId) : decided;
  }
  deps.offerMemory.clear();
  return findListing(deps, listingId);
}
