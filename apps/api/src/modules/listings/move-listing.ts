import { fail, ok, type Result } from '@spindle/shared';
import type { Prisma } from '../../platform/index.ts';
import type { Actor } from '../accounts/index.ts';
import { getListing, type ListingViewDeps } from './list-listings.ts';
import { changeState, findState, type StateChange } from './listings.repo.ts';
import type { OffersDeps } from './offers-for-model.ts';
import type { ListingView } from './shapes.ts';

export type MoveListingDeps = ListingViewDeps & OffersDeps;

type Move = Pick<StateChange, 'from' | 'to' | 'pausedBy'>;
type OfListing = { listingId: string };

/**
 * What an owner may do. A pause with a reason is an admin's: resuming from it, or from a rejection, asks for a new
 * review instead of going live.
 */
const OWNER_MOVES = {
  pause: [{ from: ['live'], to: 'paused' }],
  resume: [
    { from: ['paused'], pausedBy: 'owner', to: 'live' },
    { from: ['paused'], pausedBy: 'admin', to: 'in_review' },
    { from: ['rejected'], to: 'in_review' },
  ],
  withdraw: [{ from: ['in_review', 'live', 'rejected', 'paused'], to: 'withdrawn' }],
} satisfies Record<string, Move[]>;

/** Stops selling for now. Answers that are running are finished. */
export const pauseListing = (deps: MoveListingDeps, actor: Actor, input: OfListing) =>
  moveOwn(deps, actor, input, OWNER_MOVES.pause);

/** Sells again; or asks for another review after an admin has rejected or paused the listing. */
export const resumeListing = (deps: MoveListingDeps, actor: Actor, input: OfListing) =>
  moveOwn(deps, actor, input, OWNER_MOVES.resume);

/** Takes the listing off the market for good. What it earned stays earned. */
export const withdrawListing = (deps: MoveListingDeps, actor: Actor, input: OfListing) =>
  moveOwn(deps, actor, input, OWNER_MOVES.withdraw);

async function moveOwn(
  deps: MoveListingDeps,
  actor: Actor,
  { listingId }: OfListing,
  moves: readonly Move[],
): Promise<Result<ListingView, 'not_found' | 'listing_state'>> {
  const { prisma } = deps.db;
  const own = { id: listingId, accountId: actor.accountId, reason: null, atMs: deps.clock.nowMs() };
  for (const move of moves) {
    if (await changeState(prisma, { ...own, ...move })) {
      deps.offerMemory.clear();
      return getListing(deps, actor, { listingId });
    }
  }
  return whyNot(prisma, listingId, actor.accountId);
}

/** An admin's decision on a listing. Runs inside the caller's transaction, beside its audit entry. */
export type AdminMove = 'approve' | 'reject' | 'pause';

const ADMIN_MOVES = {
  approve: { from: ['in_review'], to: 'live' },
  reject: { from: ['in_review'], to: 'rejected' },
  pause: { from: ['live', 'paused'], to: 'paused' },
} satisfies Record<AdminMove, Move>;

export async function moveByAdmin(
  prisma: Prisma,
  move: AdminMove,
  change: { listingId: string; reason: string | null; atMs: number },
): Promise<Result<null, 'not_found' | 'listing_state'>> {
  const { listingId: id, reason, atMs } = change;
  const isChanged = await changeState(prisma, { id, reason, atMs, ...ADMIN_MOVES[move] });
  return isChanged ? ok(null) : whyNot(prisma, id);
}

async function whyNot(prisma: Prisma, listingId: string, accountId?: string) {
  const state = await findState(prisma, listingId, accountId);
  return state === null ? fail('not_found', { what: 'listing' }) : fail('listing_state', { state });
}
