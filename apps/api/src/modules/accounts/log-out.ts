import { ok, type Result } from '@spindle/shared';
import type { Database } from '../../platform/index.ts';
import type { ActorMemory } from './actor.ts';
import { hashSecret } from './secrets.ts';
import { deleteSession } from './sessions.repo.ts';

/** Ends the session of this token. Ending one that has ended is fine. */
export async function logOut(deps: { db: Database; actors: ActorMemory }, token: string): Promise<Result<null>> {
  await deleteSession(deps.db.prisma, hashSecret(token));
  deps.actors.sessions.clear();
  return ok(null);
}
