import { fail, ok, type Result } from '@spindle/shared';
import type { Clock, Database } from '../../platform/index.ts';
import { type Actor, toAccountId } from '../accounts/index.ts';
import { toListingView } from './listing-view.ts';
import { countListings, findListings, type ListingFilter, type ListingRow } from './listings.repo.ts';
import type { EarningsOfListings, NodesOfListings } from './neighbours.ts';
import type { ListingView } from './shapes.ts';

export interface ListingViewDeps {
  db: Database;
  clock: Clock;
  nodes: NodesOfListings;
  earningsOfListings: EarningsOfListings;
  /** Whether there is a fresh price of the coin; without one nothing is quoted. */
  hasRate: () => boolean;
}

const NOTHING_EARNED = { earnedNano: 0n, requests: 0, lastAtMs: null };

/** The listings of whoever asks, newest first. */
export async function listListings(deps: ListingViewDeps, actor: Actor): Promise<Result<ListingView[]>> {
  return ok(await viewsOf(deps, await findListings(deps.db.prisma, { accountId: actor.accountId }, 'newest')));
}

/** One listing of whoever asks. */
export function getListing(
  deps: ListingViewDeps,
  actor: Actor,
  { listingId }: { listingId: string },
): Promise<Result<ListingView, 'not_found'>> {
  return oneView(deps, { id: listingId, accountId: actor.accountId });
}

/** One listing, whoever owns it: for admins. */
export function findListing(deps: ListingViewDeps, listingId: string): Promise<Result<ListingView, 'not_found'>> {
  return oneView(deps, { id: listingId });
}

/** A listing beside the person who made it. */
export interface OwnedListing {
  view: ListingView;
  owner: { accountId: string; firstName: string; username: string | null; createdAt: number; listings: number };
}

/** All listings, or those in one state: for admins. `waiting` puts first who has waited longest. */
export async function allListings(
  deps: ListingViewDeps,
  filter: Pick<ListingFilter, 'state'>,
  order: 'waiting' | 'newest',
): Promise<OwnedListing[]> {
  const rows = await findListings(deps.db.prisma, filter, order);
  const counts = await countListings(deps.db.prisma, [...new Set(rows.map(({ accountId }) => accountId))]);
  const views = await viewsOf(deps, rows);
  return views.flatMap((view, at) => {
    const row = rows[at];
    return row ? [{ view, owner: toOwner(row, counts.get(row.accountId) ?? 0) }] : [];
  });
}

function toOwner({ account }: ListingRow, listings: number): OwnedListing['owner'] {
  const { id, firstName, username, createdAt } = account;
  return { accountId: toAccountId(id), firstName, username, createdAt: createdAt.getTime(), listings };
}

async function oneView(deps: ListingViewDeps, filter: ListingFilter): Promise<Result<ListingView, 'not_found'>> {
  const [view] = await viewsOf(deps, await findListings(deps.db.prisma, filter, 'newest'));
  return view ? ok(view) : fail('not_found', { what: 'listing' });
}

/** Rows as views: nodes and earnings are asked for once, for all of them. */
async function viewsOf(deps: ListingViewDeps, rows: ListingRow[]): Promise<ListingView[]> {
  const ids = rows.map(({ id }) => id);
  const [joined, earnings] = await Promise.all([deps.nodes.nodesOf(ids), deps.earningsOfListings(ids)]);
  return rows.map((row) =>
    toListingView({
      row,
      joinedNodes: joined.filter(({ listingId }) => listingId === row.id),
      presences: deps.nodes.presencesOf(row.id),
      earnings: earnings.get(row.id) ?? NOTHING_EARNED,
      hasRate: deps.hasRate(),
      nowMs: deps.clock.nowMs(),
    }),
  );
}
