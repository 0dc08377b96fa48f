import { fail, ok, type Result } from '@spindle/shared';
import type { Clock, Database } from '../../../platform/index.ts';
import type { Actor } from '../../accounts/index.ts';
import type { JoinCommand } from '../shapes.ts';
import { hashJoinCode, JOIN_CODE_LIFE_MS, makeJoinCodeText } from './join-code.ts';
import { insertJoinCode, readListing } from './joining.repo.ts';

export interface MakeJoinCodeDeps {
  db: Database;
  clock: Clock;
  /** Where nodes reach this market. */
  publicUrl: string;
}

/**
 * A code by which a machine joins a listing of the actor's own, and the command that uses it.
 * Refusals: `not_found`, `listing_state`.
 */
export async function makeJoinCode(
  { db, clock, publicUrl }: MakeJoinCodeDeps,
  actor: Actor,
  listingId: string,
): Promise<Result<JoinCommand>> {
  const listing = await readListing(db.pool, listingId);
  if (listing?.accountId !== actor.accountId) return fail('not_found', { what: 'listing' });
  if (!mayJoin(listing.state)) return fail('listing_state', { state: listing.state });
  const code = makeJoinCodeText();
  const expiresAt = clock.nowMs() + JOIN_CODE_LIFE_MS;
  await insertJoinCode(db.pool, { codeHash: hashJoinCode(code), listingId, expiresAtMs: expiresAt });
  return ok({ code, expiresAt, command: `npx spindle-node join ${code} --broker ${publicUrl}` });
}

/** A machine may be made ready while its listing is still in review. */
export const mayJoin = (state: string): boolean => !['rejected', 'banned', 'withdrawn'].includes(state);
