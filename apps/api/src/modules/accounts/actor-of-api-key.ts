import { fail, ok, type Result } from '@spindle/shared';
import { actorOfRow } from './actor.ts';
import { type ActorDeps, actorOfSession } from './actor-of-session.ts';
import { hashSecret } from './secrets.ts';
import { useKey } from './sessions.repo.ts';
import type { Actor, KeyActor } from './shapes.ts';

export const API_KEY_START = 'sk-spindle-';

/** Whose key this is. A key only buys: it never carries the provider's or admin's role of its owner. */
export async function actorOfApiKey(
  { db, clock, actors }: ActorDeps,
  key: string,
): Promise<Result<KeyActor, 'api_key_invalid' | 'account_banned'>> {
  if (!key.startsWith(API_KEY_START)) return fail('api_key_invalid');
  const keyHash = hashSecret(key);
  const row = await actors.keys.get(keyHash, () => useKey(db.pool, keyHash, clock.nowMs()));
  if (!row) return fail('api_key_invalid');
  const actor = actorOfRow(row, row.api_key_id);
  if (!actor.ok) return actor;
  const capNano = row.cap_nano === null ? null : BigInt(row.cap_nano);
  return ok({ ...actor.value, roles: ['buyer'], apiKeyId: row.api_key_id, capNano });
}

/** Whose bearer token this is: an API key by its start, else a session. */
export function actorOfBearer(deps: ActorDeps, token: string): Promise<Result<Actor | KeyActor>> {
  return token.startsWith(API_KEY_START) ? actorOfApiKey(deps, token) : actorOfSession(deps, token);
}
