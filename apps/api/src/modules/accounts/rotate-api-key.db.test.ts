import { unwrap } from '@spindle/shared';
import { afterAll, describe, expect, it } from 'vitest';
import { openTestDatabase, testClock } from '../../platform/testing/open-test-database.ts';
import { createActorMemory } from './actor.ts';
import { actorOfApiKey } from './actor-of-api-key.ts';
import { createApiKey, listApiKeys, revokeApiKey } from './api-keys.ts';
import { endOldSecret, rotateApiKey } from './rotate-api-key.ts';
import { makeAccount } from './testing/make-account.ts';

const { db, close } = await openTestDatabase();
afterAll(close);

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

async function setup() {
  const clock = testClock();
  const deps = { db, clock, actors: createActorMemory(clock) };
  const actor = await makeAccount(db);
  const made = unwrap(await createApiKey(deps, actor, { name: 'server', capDayNano: 7n, models: ['a/b'] }));
  const { id } = made.view;
  const codeOf = async (key: string) => {
    const found = await actorOfApiKey(deps, key);
    return found.ok ? found.value.apiKeyId : found.fault.code;
  };
  const view = async () => unwrap(await listApiKeys(deps, actor))[0];
  return { deps, clock, actor, id, old: made.key, codeOf, view };
}

describe('a rotation', () => {
  it('gives the same key a new secret, and lets the old one work on for the grace', async () => {
    const { deps, clock, actor, id, old, codeOf, view } = await setup();
    expect(await codeOf(old)).toBe(id);
    const { key, view: rotated } = unwrap(await rotateApiKey(deps, actor, { id, graceMs: HOUR_MS }));
    expect(rotated).toMatchObject({ id, name: 'server', capDayNano: 7n, models: ['a/b'], prefix: key.slice(0, 15) });
    const until = clock.nowMs() + HOUR_MS;
    expect(rotated).toMatchObject({ rotatedAt: clock.nowMs(), oldSecret: { until, lastUsedAt: null } });
    expect([await codeOf(key), await codeOf(old)]).toEqual([id, id]);
    clock.set(until - 1);
    expect(await codeOf(old)).toBe(id);
    clock.set(until);
    expect([await codeOf(key), await codeOf(old)]).toEqual([id, 'api_key_rotated']);
    expect((await view())?.oldSecret).toBeNull();
  });

  it('tells whether a program still comes with the old secret', async () => {
    const { deps, clock, actor, id, old, codeOf, view } = await setup();
    await codeOf(old);
    clock.pass(1_000);
    const { key } = unwrap(await rotateApiKey(deps, actor, { id, graceMs: HOUR_MS }));
    await codeOf(key);
    expect((await view())?.oldSecret).toMatchObject({ lastUsedAt: null });
    const usedMs = clock.nowMs();
    await codeOf(old);
    expect(await view()).toMatchObject({ lastUsedAt: usedMs, oldSecret: { lastUsedAt: usedMs } });
    clock.pass(30_000);
    await codeOf(old);
    expect((await view())?.oldSecret?.lastUsedAt).toBe(usedMs);
  });

  it('without a grace ends the old secret at once, here and in five seconds elsewhere', async () => {
    const { deps, clock, actor, id, old, codeOf } = await setup();
    const other = { ...deps, actors: createActorMemory(clock) };
    await actorOfApiKey(other, old);
    await codeOf(old);
    await rotateApiKey(deps, actor, { id, graceMs: 0 });
    expect(await codeOf(old)).toBe('api_key_rotated');
    clock.pass(5_000);
    expect(await actorOfApiKey(other, old)).toMatchObject({ fault: { code: 'api_key_rotated' } });
  });

  it('ends the secret before the old one: no more than two work', async () => {
    const { deps, actor, id, old, codeOf } = await setup();
    const second = unwrap(await rotateApiKey(deps, actor, { id, graceMs: HOUR_MS })).key;
    const third = unwrap(await rotateApiKey(deps, actor, { id, graceMs: HOUR_MS })).key;
    expect([await codeOf(old), await codeOf(second), await codeOf(third)]).toEqual(['api_key_invalid', id, id]);
  });

  it('made twice at once leaves the two secrets that it has shown last', async () => {
    const { deps, actor, id, codeOf } = await setup();
    const both = await Promise.all([0, 1].map(() => rotateApiKey(deps, actor, { id, graceMs: HOUR_MS })));
    const keys = both.map((it) => unwrap(it).key);
    expect(await Promise.all(keys.map(codeOf))).toEqual([id, id]);
    const { rows } = await db.pool.query('SELECT key_hash <> previous_hash AS differ FROM api_key WHERE id = $1', [id]);
    expect(rows).toEqual([{ differ: true }]);
  });

  it('can be cut short, and is not for strangers or for a key that was revoked', async () => {
    const { deps, clock, actor, id, old, codeOf } = await setup();
    const { key } = unwrap(await rotateApiKey(deps, actor, { id, graceMs: DAY_MS }));
    const stranger = await makeAccount(db);
    const gone = { fault: { code: 'not_found' } };
    expect(await endOldSecret(deps, stranger, { id })).toMatchObject(gone);
    expect(await rotateApiKey(deps, stranger, { id, graceMs: 0 })).toMatchObject(gone);
    expect([await codeOf(old), await codeOf(key)]).toEqual([id, id]);
    clock.pass(1_000);
    expect(await endOldSecret(deps, actor, { id })).toMatchObject({ ok: true, value: { oldSecret: null } });
    expect([await codeOf(old), await codeOf(key)]).toEqual(['api_key_rotated', id]);
    await revokeApiKey(deps, actor, { id });
    expect(await rotateApiKey(deps, actor, { id, graceMs: 0 })).toMatchObject(gone);
    expect([await codeOf(old), await codeOf(key)]).toEqual(['api_key_invalid', 'api_key_invalid']);
  });
});
