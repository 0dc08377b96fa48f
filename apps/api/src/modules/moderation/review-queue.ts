import { ok, type Result } from '@spindle/shared';
import { allListings, type ListingState, type ListingView, type ListingViewDeps } from '../listings/index.ts';
import type { ReviewItem } from './shapes.ts';

/** A provider hears from us within a day. */
export const REVIEW_SLA_MS = 24 * 3600_000;

/** What waits for review, longest first. The clock starts when the listing asked, also when it asked again. */
export async function reviewQueue(deps: ListingViewDeps): Promise<Result<ReviewItem[]>> {
  const waiting = await allListings(deps, { state: 'in_review' }, 'waiting');
  return ok(
    waiting.map(({ view, owner }) => ({
      listing: view,
      provider: owner,
      waitingSinceMs: view.stateSince,
      slaMs: REVIEW_SLA_MS,
    })),
  );
}

/** All listings, or those in one state, newest first. */
export async function listingsForAdmin(
  deps: ListingViewDeps,
  { state }: { state?: ListingState | undefined },
): Promise<Result<ListingView[]>> {
  const found = await allListings(deps, state ? { state } : {}, 'newest');
  return ok(found.map(({ view }) => view));
}
