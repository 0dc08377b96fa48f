import { fail, ok, type Result } from '@spindle/shared';
import { endPrevious, findKey, replaceSecret } from './api-keys.repo.ts';
import type { KeyDeps } from './api-keys.ts';
import { newKeyText, prefixOf } from './key-text.ts';
import { toKeyView } from './key-view.ts';
import { hashSecret } from './secrets.ts';
import type { Actor, KeyView, NewKey, RotateKeyInput } from './shapes.ts';

/**
 * Gives a key a new secret, shown once; its id, rules and history stay. The old secret works on for the grace, so that
 * programs can be changed without a gap; one that was old already ends now. Without a grace: here at once, at other
 * brokers within five seconds. Refusal: `not_found`.
 */
export async function rotateApiKey(
  { db, clock, actors }: KeyDeps,
  actor: Actor,
  { id, graceMs }: RotateKeyInput,
): Promise<Result<NewKey, 'not_found'>> {
  const nowMs = clock.nowMs();
  const own = { id, accountId: actor.accountId };
  const key = newKeyText();
  const isReplaced = await replaceSecret(db.prisma, own, {
    keyHash: hashSecret(key),
    prefix: prefixOf(key),
    rotatedAt: new Date(nowMs),
    previousUntil: new Date(nowMs + graceMs),
  });
  actors.keys.clear();
  const row = isReplaced ? await findKey(db.prisma, own) : null;
  return row ? ok({ key, view: toKeyView(row, nowMs) }) : fail('not_found', { what: 'API key' });
}

/** Ends the old secret before its grace is over: it has leaked, or nobody needs it any more. Refusal: `not_found`. */
export async function endOldSecret(
  { db, clock, actors }: KeyDeps,
  actor: Actor,
  { id }: { id: string },
): Promise<Result<KeyView, 'not_found'>> {
  const nowMs = clock.nowMs();
  const own = { id, accountId: actor.accountId };
  await endPrevious(db.prisma, own, new Date(nowMs));
  actors.keys.clear();
  const row = await findKey(db.prisma, own);
  return row ? ok(toKeyView(row, nowMs)) : fail('not_found', { what: 'API key' });
}
