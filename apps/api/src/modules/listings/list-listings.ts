import { fail, ok, type Result } from '@spindle/shared';
import type { Clock, Database } from '../../platform/index.ts';
import { type Actor, toAccountId } from '../accounts/index.ts';
import { earningChecks } from './earning-checks.ts';
import { earningFacts, type ListingParts, toListingView } from './listing-view.ts';
import { countListings, findListings, type ListingFilter, type ListingRow } from './listings.repo.ts';
import { readWindows } from './maintenance/index.ts';
import type { EarningsOfListings, NodesOfListings } from './neighbours.ts';
import type { EarningCheck, ListingView } from './shapes.ts';

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
  /** How long it had waited in this review before its owner was asked something. */
  waitedMs: number;
  owner: { accountId: string; firstName: string; username: string | null; createdAt: number; listings: number };
}

/** All listings, or those in one state: for admins. `waiting` puts first who has waited longest. */
export async function allListings(
  deps: ListingViewDeps,
  filter: Pick<ListingFilter, 'id' | 'state' | 'stateBy' | 'accountId'>,
  order: 'waiting' | 'newest',
): Promise<OwnedListing[]> {
  const rows = await findListings(deps.db.prisma, filter, order);
  const counts = await countListings(deps.db.prisma, [...new Set(rows.map(({ accountId }) => accountId))]);
  const views = await viewsOf(deps, rows);
  return views.flatMap((view, at) => {
    const row = rows[at];
    const owner = row && toOwner(row, counts.get(row.accountId) ?? 0);
    return row && owner ? [{ view, owner, waitedMs: Number(row.waitedMs) }] : [];
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

/** A listing of the actor's with every condition of earning: what holds, what is in the way, what can't be said yet. */
export async function checkListing(
  deps: ListingViewDeps,
  actor: Actor,
  { listingId }: { listingId: string },
): Promise<Result<{ view: ListingView; checks: EarningCheck[] }, 'not_found'>> {
  const filter = { id: listingId, accountId: actor.accountId };
  const [parts] = await partsOf(deps, await findListings(deps.db.prisma, filter, 'newest'));
  if (!parts) return fail('not_found', { what: 'listing' });
  return ok({ view: toListingView(parts), checks: earningChecks(earningFacts(parts)) });
}

async function viewsOf(deps: ListingViewDeps, rows: ListingRow[]): Promise<ListingView[]> {
  return (await partsOf(deps, rows)).map(toListingView);
}

/** What belongs to these rows: nodes, earnings and windows are asked for once, for all of them. */
async function partsOf(deps: ListingViewDeps, rows: ListingRow[]): Promise<ListingParts[]> {
  const ids = rows.map(({ id }) => id);
  const nowMs = deps.clock.nowMs();
  const [joined, earnings, windows] = await Promise.all([
    deps.nodes.nodesOf(ids),
    deps.earningsOfListings(ids),
    readWindows(deps.db.pool, ids, nowMs),
  ]);
  return rows.map((row) => ({
    row,
    joinedNodes: joined.filter(({ listingId }) => listingId === row.id),
    presences: deps.nodes.presencesOf(row.id),
    earnings: earnings.get(row.id) ?? NOTHING_EARNED,
    windows: windows.filter(({ listingId }) => listingId === row.id),
    hasRate: deps.hasRate(),
    nowMs,
  }));
}
