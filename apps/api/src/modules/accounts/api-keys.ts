import { fail, ok, type Result, uuidv7 } from '@spindle/shared';
import type { Clock, Database } from '../../platform/index.ts';
import type { ActorMemory } from './actor.ts';
import { API_KEY_START } from './actor-of-api-key.ts';
import { findKeys, insertKey, markRevoked, type NewKeyRow } from './api-keys.repo.ts';
import { hashSecret, newSecret } from './secrets.ts';
import type { Actor, CreateKeyInput, KeyView, NewKey } from './shapes.ts';

const MAX_KEYS = 50;

/** Makes a key. Its text is given back now and never again: only its hash is kept. */
export async function createApiKey(
  { db, clock }: { db: Database; clock: Clock },
  actor: Actor,
  input: CreateKeyInput,
): Promise<Result<NewKey, 'too_many_keys'>> {
  const nowMs = clock.nowMs();
  const key = `${API_KEY_START}${newSecret()}`;
  const row: NewKeyRow = {
    id: uuidv7(nowMs),
    accountId: actor.accountId,
    name: input.name,
    keyHash: hashSecret(key),
    prefix: key.slice(0, API_KEY_START.length + 4),
    capNano: input.capNano,
    createdAt: new Date(nowMs),
  };
  const isMade = await db.prisma.$transaction((tx) => insertKey(tx, row, MAX_KEYS));
  if (!isMade) return fail('too_many_keys', { limit: MAX_KEYS });
  return ok({ key, view: toView({ ...row, spentNano: 0n, lastUsedAt: null }) });
}

export async function listApiKeys({ db }: { db: Database }, actor: Actor): Promise<Result<KeyView[]>> {
  return ok((await findKeys(db.prisma, actor.accountId)).map(toView));
}

/** Revokes a key: here at once, at other brokers within five seconds. */
export async function revokeApiKey(
  { db, clock, actors }: { db: Database; clock: Clock; actors: ActorMemory },
  actor: Actor,
  { id }: { id: string },
): Promise<Result<null, 'not_found'>> {
  const isRevoked = await markRevoked(db.prisma, actor.accountId, id, clock.nowMs());
  actors.keys.clear();
  return isRevoked ? ok(null) : fail('not_found', { what: 'API key' });
}

type ShownKey = Omit<KeyView, 'createdAt' | 'lastUsedAt'> & { createdAt: Date; lastUsedAt: Date | null };

function toView({ id, name, prefix, capNano, spentNano, createdAt, lastUsedAt }: ShownKey): KeyView {
  const times = { createdAt: createdAt.getTime(), lastUsedAt: lastUsedAt?.getTime() ?? null };
  return { id, name, prefix, capNano, spentNano, ...times };
}
