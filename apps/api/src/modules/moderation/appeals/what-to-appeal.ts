import { fail, ok, type Result } from '@spindle/shared';
import type { Database } from '../../../platform/index.ts';
import { type Actor, findBan } from '../../accounts/index.ts';
import { findLastChange } from '../../listings/index.ts';
import type { AppealAgainst } from '../shapes.ts';

/** A decision that may be appealed against. */
export interface Appealable {
  against: AppealAgainst;
  decisionKey: string;
  decidedFirstBy: string | null;
}

type Found = Result<Appealable, 'not_found' | 'listing_state' | 'account_state'>;

/**
 * The decision that stands against a listing of the actor's, or against the account without a listing: a rejection, a
 * pause that is not their own, a ban.
 */
export const whatToAppeal = ({ db }: { db: Database }, actor: Actor, listingId: string | null): Promise<Found> =>
  listingId === null ? banOf(db, actor) : decisionOn(db, actor, listingId);

async function banOf(db: Database, actor: Actor): Promise<Found> {
  const ban = await findBan(db.prisma, actor.accountId);
  if (!ban) return fail('account_state');
  const decisionKey = `ban:${actor.accountId}:${ban.atMs}`;
  return ok({ against: 'account_banned', decisionKey, decidedFirstBy: ban.by });
}

async function decisionOn(db: Database, actor: Actor, listingId: string): Promise<Found> {
  const change = await findLastChange(db.prisma, listingId, actor.accountId);
  if (!change) return fail('not_found', { what: 'listing' });
  const against = change.state === 'rejected' || change.state === 'paused' ? change.state : null;
  if (!against || change.by === 'owner') return fail('listing_state', { state: change.state });
  return ok({ against, decisionKey: decisionKeyOf(change.id), decidedFirstBy: change.actorId });
}

/** Names a change of a listing's state as the decision of an appeal. */
export const decisionKeyOf = (changeId: bigint): string => `change:${changeId}`;
