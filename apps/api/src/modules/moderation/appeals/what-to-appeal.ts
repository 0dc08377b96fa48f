import { fail, ok, type Result } from '@spindle/shared';
import type { Database } from '../../../platform/index.ts';
import { type Actor, findBan } from '../../accounts/index.ts';
import { canBeRestored, readLosses } from '../../canaries/index.ts';
import { findLastChange } from '../../listings/index.ts';
import type { AppealAgainst } from '../shapes.ts';

/** A decision that may be appealed against. */
export interface Appealable {
  /** Null for the account itself. */
  listingId: string | null;
  against: AppealAgainst;
  decisionKey: string;
  decidedFirstBy: string | null;
}

type Found = Result<Appealable, 'not_found' | 'listing_state' | 'account_state'>;

/** What an appeal is against: how a listing or an account stands, or one loss of a badge. */
export interface AppealTarget {
  listingId: string | null;
  lossId?: string | undefined;
}

/**
 * The decision that stands against a listing of the actor's, or against the account without a listing: a rejection, a
 * pause that is not their own, a ban. With a loss, the badge that was taken off and is not back.
 */
export function whatToAppeal(
  { db }: { db: Database },
  actor: Actor,
  { listingId, lossId }: AppealTarget,
): Promise<Found> {
  if (lossId !== undefined) return lossOf(db, actor, lossId);
  return listingId === null ? banOf(db, actor) : decisionOn(db, actor, listingId);
}

/** The market itself took it, by its published rule. */
async function lossOf(db: Database, actor: Actor, lossId: string): Promise<Found> {
  const [loss] = await readLosses(db.pool, [lossId]);
  if (loss?.accountId !== actor.accountId || !canBeRestored(loss)) return fail('not_found', { what: 'badge_loss' });
  const { listingId } = loss;
  return ok({ listingId, against: 'badge_lost', decisionKey: lossKeyOf(lossId), decidedFirstBy: null });
}

async function banOf(db: Database, actor: Actor): Promise<Found> {
  const ban = await findBan(db.prisma, actor.accountId);
  if (!ban) return fail('account_state');
  const decisionKey = `ban:${actor.accountId}:${ban.atMs}`;
  return ok({ listingId: null, against: 'account_banned', decisionKey, decidedFirstBy: ban.by });
}

async function decisionOn(db: Database, actor: Actor, listingId: string): Promise<Found> {
  const change = await findLastChange(db.prisma, listingId, actor.accountId);
  if (!change) return fail('not_found', { what: 'listing' });
  const against = change.state === 'rejected' || change.state === 'paused' ? change.state : null;
  if (!against || change.by === 'owner') return fail('listing_state', { state: change.state });
  return ok({ listingId, against, decisionKey: decisionKeyOf(change.id), decidedFirstBy: change.actorId });
}

/** Names a change of a listing's state as the decision of an appeal. */
export const decisionKeyOf = (changeId: bigint): string => `change:${changeId}`;

const LOSS = 'badge:';

/** Names a loss of a badge as the decision of an appeal. */
export const lossKeyOf = (lossId: string): string => `${LOSS}${lossId}`;

/** @returns null for an appeal against something else. */
export const lossIdOf = (decisionKey: string): string | null =>
  decisionKey.startsWith(LOSS) ? decisionKey.slice(LOSS.length) : null;
