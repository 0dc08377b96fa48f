import { fail, ok, type Result, uuidv7 } from '@spindle/shared';
import type { Clock, Database } from '../../platform/index.ts';
import type { ActorMemory } from './actor.ts';
import { findKeys, insertKey, markRevoked, updateKey } from './api-keys.repo.ts';
import { changedRules, newRules } from './key-rules.ts';
import { newKeyText, prefixOf } from './key-text.ts';
import { toKeyView } from './key-view.ts';
import { hashSecret } from './secrets.ts';
import type { Actor, ChangeKeyInput, CreateKeyInput, KeyView, NewKey } from './shapes.ts';

const MAX_KEYS = 50;

export interface KeyDeps {
  db: Database;
  clock: Clock;
  actors: ActorMemory;
}

/**
 * Makes a key; rules that are not said are open. Its text is given back now and never again: only its hash is kept.
 * Refusals: `too_many_keys`, `invalid_input` for an expiry that is over.
 */
export async function createApiKey(
  { db, clock }: Pick<KeyDeps, 'db' | 'clock'>,
  actor: Actor,
  { name, ...said }: CreateKeyInput,
): Promise<Result<NewKey, 'too_many_keys' | 'invalid_input'>> {
  const nowMs = clock.nowMs();
  const rules = newRules(said, nowMs);
  if (!rules.ok) return rules;
  const key = newKeyText();
  const own = { id: uuidv7(nowMs), accountId: actor.accountId, createdAt: new Date(nowMs) };
  const secret = { keyHash: hashSecret(key), prefix: prefixOf(key) };
  const row = { ...own, ...secret, name, ...rules.value, expiresAt: toDate(rules.value.expiresAt) };
  const made = await db.prisma.$transaction((tx) => insertKey(tx, row, MAX_KEYS));
  return made ? ok({ key, view: toKeyView(made, nowMs) }) : fail('too_many_keys', { limit: MAX_KEYS });
}

/** Keys that were not revoked, newest first, those that have expired among them. */
export async function listApiKeys(
  { db, clock }: Pick<KeyDeps, 'db' | 'clock'>,
  actor: Actor,
): Promise<Result<KeyView[]>> {
  const rows = await findKeys(db.prisma, actor.accountId);
  return ok(rows.map((row) => toKeyView(row, clock.nowMs())));
}

/**
 * Changes the rules that are said, and leaves the others. Caps hold from the next request on, everywhere; the rest here
 * at once, at other brokers within five seconds. Refusals: `not_found`, `invalid_input` for an expiry that is over.
 */
export async function changeApiKey(
  { db, clock, actors }: KeyDeps,
  actor: Actor,
  { id, name, ...said }: ChangeKeyInput,
): Promise<Result<KeyView, 'not_found' | 'invalid_input'>> {
  const nowMs = clock.nowMs();
  const rules = changedRules(said, nowMs);
  if (!rules.ok) return rules;
  const { expiresAt, ...others } = rules.value;
  const row = await updateKey(
    db.prisma,
    { id, accountId: actor.accountId },
    {
      ...others,
      ...(name !== undefined && { name }),
      ...(expiresAt !== undefined && { expiresAt: toDate(expiresAt) }),
    },
  );
  actors.keys.clear();
  return row ? ok(toKeyView(row, nowMs)) : fail('not_found', { what: 'API key' });
}

/** Revokes a key: here at once, and no broker opens a hold for it any more; others know it within five seconds. */
export async function revokeApiKey(
  { db, clock, actors }: KeyDeps,
  actor: Actor,
  { id }: { id: string },
): Promise<Result<null, 'not_found'>> {
  const isRevoked = await markRevoked(db.prisma, { id, accountId: actor.accountId }, new Date(clock.nowMs()));
  actors.keys.clear();
  return isRevoked ? ok(null) : fail('not_found', { what: 'API key' });
}

const toDate = (atMs: number | null): Date | null => (atMs === null ? null : new Date(atMs));
