import { fail, type Result } from '@spindle/shared';
import type { Clock, Database } from '../../platform/index.ts';
import { type ActorMemory, actorOfRow } from './actor.ts';
import { hashSecret } from './secrets.ts';
import { findSession } from './sessions.repo.ts';
import type { Actor } from './shapes.ts';

export interface ActorDeps {
  db: Database;
  clock: Clock;
  actors: ActorMemory;
}

/** Whose session this token opens. A session that ended here is forgotten at once, one that another broker ended within 5 s. */
export async function actorOfSession(
  { db, clock, actors }: ActorDeps,
  token: string,
): Promise<Result<Actor, 'login_required' | 'account_banned'>> {
  const tokenHash = hashSecret(token);
  const row = await actors.sessions.get(tokenHash, () => findSession(db.pool, tokenHash));
  if (!row || row.expires_at.getTime() <= clock.nowMs()) return fail('login_required');
  return actorOfRow(row);
}

/** Whose session this is, if it is that of a banned account: for what is open to those all the same. */
export async function bannedActorOfSession({ db, clock, actors }: ActorDeps, token: string): Promise<Actor | null> {
  const tokenHash = hashSecret(token);
  const row = await actors.sessions.get(tokenHash, () => findSession(db.pool, tokenHash));
  if (!row || row.banned_reason === null || row.expires_at.getTime() <= clock.nowMs()) return null;
  const actor = actorOfRow({ ...row, banned_reason: null });
  return actor.ok ? actor.value : null;
}
