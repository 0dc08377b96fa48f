import { KEY_SCOPES } from '@spindle/shared';
import { afterAll, describe, expect, it } from 'vitest';
import { openTestDatabase, testClock } from '../../platform/testing/open-test-database.ts';
import { createActorMemory } from './actor.ts';
import { actorOfApiKey, actorOfBearer } from './actor-of-api-key.ts';
import { changeApiKey, createApiKey, listApiKeys, revokeApiKey } from './api-keys.ts';
import { hashSecret } from './secrets.ts';
import type { Actor, SomeKeyRules } from './shapes.ts';
import { makeAccount } from './testing/make-account.ts';

const { db, close } = await openTestDatabase();
afterAll(close);

const DAY_MS = 86_400_000;

async function setup() {
  const clock = testClock();
  const deps = { db, clock, actors: createActorMemory(clock) };
  const actor: Actor = await makeAccount(db, { roles: ['buyer', 'admin'] });
  const make = async (rules: SomeKeyRules = { capNano: 5n }) => {
    const result = await createApiKey(deps, actor, { name: 'my script', ...rules });
    if (!result.ok) throw new Error(result.fault.code);
    return result.value;
  };
  const first = async () => {
    const list = await listApiKeys(deps, actor);
    return list.ok ? list.value[0] : undefined;
  };
  return { deps, clock, actor, make, first };
}

describe('an API key', () => {
  it('is shown once and kept as a hash', async () => {
    const { deps, actor, make } = await setup();
    const { key, view } = await make();
    expect(key).toMatch(/^sk-spindle-[\w-]{43}[0-9A-Za-z]{6}$/);
    expect(view).toMatchObject({
      ...{ name: 'my script', prefix: key.slice(0, 15), capNano: 5n, capDayNano: null, capMonthNano: null },
      ...{ scopes: KEY_SCOPES, models: [], minTier: null, expiresAt: null, rotatedAt: null, oldSecret: null },
      ...{ spentNano: 0n, spentDayNano: 0n, spentMonthNano: 0n, heldNano: 0n, lastUsedAt: null },
    });
    const { rows } = await db.pool.query('SELECT * FROM api_key WHERE id = $1', [view.id]);
    expect(rows[0].key_hash).toBe(hashSecret(key));
    expect(JSON.stringify(rows)).not.toContain(key.slice(15));
    expect(await listApiKeys(deps, actor)).toEqual({ ok: true, value: [view] });
  });

  it('buys for its owner, within its limits, and carries no other role of theirs', async () => {
    const { deps, actor, make } = await setup();
    const limits = { scopes: ['models' as const, 'usage' as const], models: ['a/b'], minTier: 'verified' as const };
    const { key, view } = await make(limits);
    const { accountId } = actor;
    const expected = { accountId, roles: ['buyer'], language: 'en', apiKeyId: view.id, limits };
    expect(await actorOfApiKey(deps, key)).toEqual({ ok: true, value: expected });
    expect(await actorOfBearer(deps, key)).toEqual({ ok: true, value: expected });
  });

  it('notes when it was used, once a minute', async () => {
    const { deps, clock, make, first } = await setup();
    const { key } = await make();
    const firstMs = clock.nowMs();
    await actorOfApiKey(deps, key);
    clock.pass(30_000);
    await actorOfApiKey(deps, key);
    expect((await first())?.lastUsedAt).toBe(firstMs);
    clock.pass(31_000);
    await actorOfApiKey(deps, key);
    expect((await first())?.lastUsedAt).toBe(clock.nowMs());
  });

  it.each(['sk-spindle-unknown', 'sk-other', ''])('is refused when it is «%s»', async (key) => {
    expect(await actorOfApiKey((await setup()).deps, key)).toEqual({ ok: false, fault: { code: 'api_key_invalid' } });
  });

  it('is refused for a typo without asking the database, and for a stranger’s after asking', async () => {
    const { deps, make } = await setup();
    const { key } = await make();
    const asked: string[] = [];
    const get = async (hash: string) => {
      asked.push(hash);
      return null;
    };
    const watched = { ...deps, actors: { ...deps.actors, keys: { get, clear: () => undefined } } };
    const typo = `${key.slice(0, -1)}${key.endsWith('a') ? 'b' : 'a'}`;
    expect(await actorOfApiKey(watched, typo)).toMatchObject({ fault: { code: 'api_key_invalid' } });
    expect(asked).toEqual([]);
    expect(await actorOfApiKey(watched, key)).toMatchObject({ fault: { code: 'api_key_invalid' } });
    expect(asked).toEqual([hashSecret(key)]);
  });

  it('of the first days has no checksum, and works on', async () => {
    const { deps, make } = await setup();
    const { key, view } = await make();
    const old = key.slice(0, -6);
    await db.pool.query('UPDATE api_key SET key_hash = $2 WHERE id = $1', [view.id, hashSecret(old)]);
    expect(await actorOfApiKey(deps, old)).toMatchObject({ ok: true, value: { apiKeyId: view.id } });
  });

  it('expires to the millisecond, also where it is remembered, and can be given more time', async () => {
    const { deps, clock, actor, make } = await setup();
    const { key, view } = await make({ expiresAt: clock.nowMs() + 3_000 });
    clock.pass(2_999);
    expect(await actorOfApiKey(deps, key)).toMatchObject({ ok: true });
    clock.pass(1);
    expect(await actorOfApiKey(deps, key)).toEqual({ ok: false, fault: { code: 'api_key_expired' } });
    expect(await listApiKeys(deps, actor)).toMatchObject({ value: [{ id: view.id }] });
    await changeApiKey(deps, actor, { id: view.id, expiresAt: clock.nowMs() + DAY_MS });
    expect(await actorOfApiKey(deps, key)).toMatchObject({ ok: true });
    const past = { field: 'expiresAt' };
    const refused = { fault: { code: 'invalid_input', facts: past } };
    expect(await changeApiKey(deps, actor, { id: view.id, expiresAt: clock.nowMs() })).toMatchObject(refused);
    expect(await createApiKey(deps, actor, { name: 'late', expiresAt: 1 })).toMatchObject(refused);
  });

  it('shows what was spent today and in this month as nothing on another day and in another month', async () => {
    const { deps, clock, make, first } = await setup();
    const { view } = await make();
    await db.pool.query(
      `UPDATE api_key SET spent_nano = 9, spent_month_nano = 5, spent_day_nano = 2, spent_on = '2026-11-23' WHERE id = $1`,
      [view.id],
    );
    expect(await first()).toMatchObject({ spentNano: 9n, spentMonthNano: 5n, spentDayNano: 2n });
    clock.set(Date.UTC(2026, 10, 24));
    expect(await first()).toMatchObject({ spentNano: 9n, spentMonthNano: 5n, spentDayNano: 0n });
    clock.set(Date.UTC(2026, 11, 1));
    expect(await first()).toMatchObject({ spentNano: 9n, spentMonthNano: 0n, spentDayNano: 0n });
    expect(await actorOfApiKey(deps, 'sk-spindle-')).toMatchObject({ ok: false });
  });

  it('cannot be made without end, even at once', async () => {
    const { deps, actor } = await setup();
    const attempts = Array.from({ length: 53 }, (_, at) => createApiKey(deps, actor, { name: `${at}` }));
    const results = await Promise.all(attempts);
    expect(results.filter(({ ok }) => ok)).toHaveLength(50);
    expect(results.find(({ ok }) => !ok)).toMatchObject({ fault: { code: 'too_many_keys', facts: { limit: 50 } } });
  });
});

describe('a change of a key', () => {
  it('touches what it names, holds at once, and leaves the secret as it is', async () => {
    const { deps, actor, make } = await setup();
    const { key, view } = await make({ capNano: 5n, models: ['a/b'] });
    await actorOfApiKey(deps, key);
    const changed = await changeApiKey(deps, actor, {
      ...{ id: view.id, name: 'other', capDayNano: 7n, scopes: ['usage', 'models'], minTier: 'confidential' },
    });
    const expected = { name: 'other', capNano: 5n, capDayNano: 7n, models: ['a/b'], prefix: view.prefix };
    expect(changed).toMatchObject({ ok: true, value: { ...expected, scopes: ['models', 'usage'] } });
    expect(await actorOfApiKey(deps, key)).toMatchObject({
      value: { limits: { scopes: ['models', 'usage'], models: ['a/b'], minTier: 'confidential' } },
    });
    const opened = await changeApiKey(deps, actor, { id: view.id, capNano: null, models: [], minTier: null });
    expect(opened).toMatchObject({ value: { capNano: null, capDayNano: 7n, models: [], minTier: null } });
  });

  it('is refused to another account, and for a key that was revoked', async () => {
    const { deps, actor, make } = await setup();
    const { view } = await make();
    const stranger = await makeAccount(db);
    const gone = { fault: { code: 'not_found' } };
    expect(await changeApiKey(deps, stranger, { id: view.id, name: 'mine' })).toMatchObject(gone);
    await revokeApiKey(deps, actor, { id: view.id });
    expect(await changeApiKey(deps, actor, { id: view.id, name: 'mine' })).toMatchObject(gone);
    const { rows } = await db.pool.query('SELECT name FROM api_key WHERE id = $1', [view.id]);
    expect(rows[0].name).toBe('my script');
  });
});

describe('a revocation', () => {
  it('ends a key at that moment, and takes it off the list', async () => {
    const { deps, actor, make } = await setup();
    const { key, view } = await make();
    expect(await actorOfApiKey(deps, key)).toMatchObject({ ok: true });
    expect(await revokeApiKey(deps, actor, { id: view.id })).toEqual({ ok: true, value: null });
    expect(await actorOfApiKey(deps, key)).toMatchObject({ fault: { code: 'api_key_invalid' } });
    expect(await listApiKeys(deps, actor)).toEqual({ ok: true, value: [] });
    expect(await revokeApiKey(deps, actor, { id: view.id })).toMatchObject({ fault: { code: 'not_found' } });
  });

  it('is known to another broker within five seconds', async () => {
    const { deps, clock, actor, make } = await setup();
    const other = { ...deps, actors: createActorMemory(clock) };
    const { key, view } = await make();
    expect(await actorOfApiKey(other, key)).toMatchObject({ ok: true });
    await revokeApiKey(deps, actor, { id: view.id });
    clock.pass(5_000);
    expect(await actorOfApiKey(other, key)).toMatchObject({ fault: { code: 'api_key_invalid' } });
  });

  it('cannot be made by another account', async () => {
    const { deps, make } = await setup();
    const { view, key } = await make();
    const stranger = await makeAccount(db);
    expect(await revokeApiKey(deps, stranger, { id: view.id })).toMatchObject({ fault: { code: 'not_found' } });
    expect(await actorOfApiKey(deps, key)).toMatchObject({ ok: true });
  });
});
