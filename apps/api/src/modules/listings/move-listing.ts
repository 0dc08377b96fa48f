import { fail, ok, type Result } from '@spindle/shared';
import type { Transaction } from '../../platform/index.ts';
import type { Actor } from '../accounts/index.ts';
import { getListing, type ListingViewDeps } from './list-listings.ts';
import { changeState, findState, type StateMove } from './listing-states.repo.ts';
import type { OffersDeps } from './offers-for-model.ts';
import type { ListingState, ListingView, StateEvidence } from './shapes.ts';

export type MoveListingDeps = ListingViewDeps & OffersDeps;

type OfListing = { listingId: string };

/** Everything but `withdrawn` and `banned`. */
const STANDING: ListingState[] = ['in_review', 'asked', 'live', 'rejected', 'paused'];
const NOT_OWNER = ['admin', 'market'] as const;

/** What an owner may do. Resuming from another's pause, or from a rejection, asks for a new review instead of going live. */
const OWNER_MOVES = {
  pause: [{ from: ['live'], to: 'paused' }],
  resume: [
    { from: ['paused'], fromBy: ['owner'], to: 'live' },
    { from: ['paused'], fromBy: NOT_OWNER, to: 'in_review' },
    { from: ['rejected'], to: 'in_review' },
  ],
  withdraw: [{ from: STANDING, to: 'withdrawn' }],
  answer: [{ from: ['asked'], to: 'in_review' }],
} satisfies Record<string, StateMove[]>;

/** Stops selling for now. Answers that are running are finished. */
export const pauseListing = (deps: MoveListingDeps, actor: Actor, input: OfListing) =>
  moveOwn(deps, actor, input, OWNER_MOVES.pause);

/** Sells again; or asks for another review after an admin, or the market itself, has rejected or paused the listing. */
export const resumeListing = (deps: MoveListingDeps, actor: Actor, input: OfListing) =>
  moveOwn(deps, actor, input, OWNER_MOVES.resume);

/** Takes the listing off the market for good. What it earned stays earned. */
export const withdrawListing = (deps: MoveListingDeps, actor: Actor, input: OfListing) =>
  moveOwn(deps, actor, input, OWNER_MOVES.withdraw);

async function moveOwn(
  deps: MoveListingDeps,
  actor: Actor,
  { listingId }: OfListing,
  moves: readonly StateMove[],
): Promise<Result<ListingView, 'not_found' | 'listing_state'>> {
  const who = { by: 'owner' as const, actorId: actor.accountId, accountId: actor.accountId };
  const change = { listingId, ...who, code: null, words: null, evidence: null, atMs: deps.clock.nowMs() };
  const moved = await move(deps.db.pool, moves, change);
  if (!moved.ok) return moved;
  deps.offerMemory.clear();
  return getListing(deps, actor, { listingId });
}

/** Decisions of admins and of the market itself, each with the states that it is made from. */
const DECISIONS = {
  approve: [
    { from: ['in_review', 'asked'], to: 'live' },
    { from: ['paused'], fromBy: NOT_OWNER, to: 'live' },
  ],
  reject: [
    { from: ['in_review', 'asked'], to: 'rejected' },
    { from: ['paused'], fromBy: NOT_OWNER, to: 'rejected' },
  ],
  /** A report is upheld: also out of the market. Of a review that two admins end at once, the second rejects nothing. */
  expel: [
    { from: ['in_review', 'asked', 'live'], to: 'rejected' },
    { from: ['paused'], fromBy: NOT_OWNER, to: 'rejected' },
  ],
  ask: [
    { from: ['in_review'], to: 'asked' },
    { from: ['paused'], fromBy: NOT_OWNER, to: 'asked' },
  ],
  pause: [
    { from: ['live'], to: 'paused' },
    { from: ['paused'], fromBy: ['owner', 'market'], to: 'paused' },
  ],
  /** By itself, as long as nobody has decided otherwise. */
  spot: [{ from: ['live'], to: 'paused' }],
  /** An appeal was granted. */
  reinstate: [
    { from: ['rejected'], to: 'live' },
    { from: ['paused'], fromBy: NOT_OWNER, to: 'live' },
  ],
  ban: [{ from: STANDING, to: 'banned' }],
  unban: [{ from: ['banned'], to: 'paused' }],
} satisfies Record<string, StateMove[]>;

export type ListingDecision = keyof typeof DECISIONS;

export interface DecisionChange extends OfListing {
  by: 'admin' | 'market';
  actorId: string | null;
  /** The reason by code, and in free words. */
  code: string | null;
  words: string | null;
  evidence: StateEvidence | null;
  atMs: number;
}

/**
 * A decision on a listing. Runs inside the caller's transaction, beside its audit entry. Of two that come at once, one
 * is made; the other is told which state the listing is in.
 */
export const decideOnListing = (transaction: Transaction, decision: ListingDecision, change: DecisionChange) =>
  move(transaction, DECISIONS[decision], change);

/** The owner's answer to what an admin has asked: the listing is in review again. Runs inside the caller's transaction. */
export const answerForListing = (
  transaction: Transaction,
  { actor, listingId, words, atMs }: { actor: Actor; listingId: string; words: string; atMs: number },
) => {
  const who = { by: 'owner' as const, actorId: actor.accountId, accountId: actor.accountId };
  return move(transaction, OWNER_MOVES.answer, { ...who, listingId, words, code: 'answered', evidence: null, atMs });
};

type Change = Omit<DecisionChange, 'by'> & { by: DecisionChange['by'] | 'owner'; accountId?: string };

async function move(
  transaction: Transaction,
  moves: readonly StateMove[],
  change: Change,
): Promise<Result<null, 'not_found' | 'listing_state'>> {
  for (const each of moves) {
    if (await changeState(transaction, { ...change, ...each })) return ok(null);
  }
  const state = await findState(transaction, change.listingId, change.accountId);
  return state === null ? fail('not_found', { what: 'listing' }) : fail('listing_state', { state });
}
