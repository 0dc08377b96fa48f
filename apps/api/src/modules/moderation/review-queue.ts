import { ok, type Result } from '@spindle/shared';
import { type Actor, readAdmins } from '../accounts/index.ts';
import { readLosses } from '../canaries/index.ts';
import {
  allListings,
  type ListingState,
  type ListingView,
  type ListingViewDeps,
  type OwnedListing,
} from '../listings/index.ts';
import { APPEAL_SLA_MS } from './appeals/appeal-view.ts';
import { findAppeals } from './appeals/appeals.repo.ts';
import { lossIdOf } from './appeals/what-to-appeal.ts';
import { toAdminAppeal } from './appeals/who-answers.ts';
import { readChecks } from './checks/listing-checks.repo.ts';
import { whoDecidesOnListing } from './decisions/who-decides.ts';
import type { ReviewItem } from './shapes.ts';

/** A provider hears from us within a day, unless the policy in force says another time. */
export const REVIEW_SLA_MS = 24 * 3600_000;

/**
 * Everything that waits for a person, the most pressing first: listings to review, listings that the market took off by
 * itself, appeals. The clock of a review starts when the listing asked, and stands still while its owner is asked.
 */
export async function reviewQueue(
  deps: ListingViewDeps & { reviewMs?: () => number },
  actor: Actor,
): Promise<Result<ReviewItem[]>> {
  const admins = await readAdmins(deps.db.pool);
  const [fresh, spotted, appeals] = await Promise.all([
    allListings(deps, { state: 'in_review' }, 'waiting'),
    allListings(deps, { state: 'paused', stateBy: 'market' }, 'waiting'),
    openAppeals(deps, actor, admins),
  ]);
  const listings = [...fresh, ...spotted];
  const checks = await readChecks(
    deps.db.pool,
    listings.map(({ view }) => view.listingId),
  );
  const items = listings.map(({ view, owner, waitedMs }) => ({
    kind: view.state === 'paused' ? ('spotted' as const) : ('review' as const),
    listing: view,
    provider: owner,
    checks: checks.get(view.listingId) ?? [],
    ...{ appeal: null, loss: null },
    whoDecides: whoDecidesOnListing(owner.accountId, admins, actor.accountId),
    waitingSinceMs: view.stateSince - waitedMs,
    slaMs: deps.reviewMs?.() ?? REVIEW_SLA_MS,
  }));
  return ok([...items, ...appeals].toSorted((a, b) => dueMs(a) - dueMs(b)));
}

const dueMs = ({ waitingSinceMs, slaMs }: ReviewItem): number => waitingSinceMs + slaMs;

/** Appeals, each beside its listing; those of banned accounts come without one. */
async function openAppeals(
  deps: ListingViewDeps,
  actor: Actor,
  admins: readonly { accountId: string; firstName: string }[],
): Promise<ReviewItem[]> {
  const rows = await findAppeals(deps.db.prisma, { state: 'open' });
  const ids = rows.flatMap(({ listingId }) => listingId ?? []);
  const listings = ids.length > 0 ? await allListings(deps, { id: { in: ids } }, 'newest') : [];
  const of = (listingId: string | null): OwnedListing | null =>
    listings.find(({ view }) => view.listingId === listingId) ?? null;
  const losses = await readLosses(
    deps.db.pool,
    rows.flatMap(({ decisionKey }) => lossIdOf(decisionKey) ?? []),
  );
  return rows.map((row) => {
    const listing = of(row.listingId);
    const appeal = toAdminAppeal(row, admins, actor.accountId);
    return {
      kind: 'appeal' as const,
      listing: listing?.view ?? null,
      provider: listing?.owner ?? null,
      checks: [],
      appeal,
      whoDecides: appeal.whoDecides,
      loss: losses.find(({ lossId }) => lossId === lossIdOf(row.decisionKey)) ?? null,
      waitingSinceMs: row.createdAt.getTime(),
      slaMs: APPEAL_SLA_MS,
    };
  });
}

/** All listings, or those in one state, newest first. */
export async function listingsForAdmin(
  deps: ListingViewDeps,
  { state }: { state?: ListingState | undefined },
): Promise<Result<ListingView[]>> {
  const found = await allListings(deps, state ? { state } : {}, 'newest');
  return ok(found.map(({ view }) => view));
}
