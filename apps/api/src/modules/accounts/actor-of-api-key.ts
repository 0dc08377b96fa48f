import { fail, ok, type Result } from '@spindle/shared';
import { actorOfRow } from './actor.ts';
import { type ActorDeps, actorOfSession } from './actor-of-session.ts';
import { toMinTier, toScopes } from './key-rules.ts';
import { API_KEY_START, isKeyText } from './key-text.ts';
import { hashSecret } from './secrets.ts';
import { type KeyRow, useKey } from './sessions.repo.ts';
import type { Actor, KeyActor } from './shapes.ts';

export type KeyRefusal = 'api_key_invalid' | 'api_key_expired' | 'api_key_rotated' | 'account_banned';

/**
 * Whose key this is. A key only buys: it never carries the provider's or admin's role of its owner. The moment of an
 * expiry, and of an old secret's end, is judged anew each time, also for rows that are remembered.
 */
export async function actorOfApiKey(deps: ActorDeps, key: string): Promise<Result<KeyActor, KeyRefusal>> {
  return isKeyText(key) ? actorOfKeyHash(deps, hashSecret(key)) : fail('api_key_invalid');
}

/** The same for work that goes on without its caller, and so without the key's text. @param keyHash of {@link keyHashOf}. */
export async function actorOfKeyHash(
  { db, clock, actors }: ActorDeps,
  keyHash: string,
): Promise<Result<KeyActor, KeyRefusal>> {
  const row = await actors.keys.get(keyHash, () => useKey(db.pool, keyHash, clock.nowMs()));
  if (!row) return fail('api_key_invalid');
  if (isOver(row.old_until, clock.nowMs())) return fail('api_key_rotated');
  if (isOver(row.expires_at, clock.nowMs())) return fail('api_key_expired');
  const actor = actorOfRow(row);
  if (!actor.ok) return actor;
  return ok({ ...actor.value, roles: ['buyer'], apiKeyId: row.api_key_id, limits: limitsOf(row) });
}

/** What a key can be asked for by later, of one that was good. */
export const keyHashOf = (key: string): string => hashSecret(key);

/** Whose bearer token this is: an API key by its start, else a session. */
export function actorOfBearer(deps: ActorDeps, token: string): Promise<Result<Actor | KeyActor>> {
  return token.startsWith(API_KEY_START) ? actorOfApiKey(deps, token) : actorOfSession(deps, token);
}

const isOver = (until: Date | null, nowMs: number): boolean => until !== null && until.getTime() <= nowMs;

const limitsOf = ({ scopes, models, min_tier }: KeyRow): KeyActor['limits'] => ({
  scopes: toScopes(scopes),
  models,
  minTier: toMinTier(min_tier),
});
