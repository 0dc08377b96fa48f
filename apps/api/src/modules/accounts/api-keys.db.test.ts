import { afterAll, describe, expect, it } from 'vitest';
import { openTestDatabase, testClock } from '../../platform/testing/open-test-database.ts';
import { createActorMemory } from './actor.ts';
import { actorOfApiKey, actorOfBearer } from './actor-of-api-key.ts';
import { createApiKey, listApiKeys, revokeApiKey } from './api-keys.ts';
import { hashSecret } from './secrets.ts';
import type { Actor } from './shapes.ts';
import { makeAccount } from './testing/make-account.ts';

const { db, close } = await openTestDatabase();
afterAll(close);

async function setup() {
  const clock = testClock();
  const deps = { db, clock, actors: createActorMemory(clock) };
  const actor: Actor = await makeAccount(db, { roles: ['buyer', 'admin'] });
  const make = async (name = 'my script', capNano: bigint | null = 5n) => {
    const result = await createApiKey(deps, actor, { name, capNano });
    if (!result.ok) throw new Error(result.fault.code);
    return result.value;
  };
  return { deps, clock, actor, make };
}

describe('an API key', () => {
  it('is shown once and kept as a hash', async () => {
    const { deps, actor, make } = await setup();
    const { key, view } = await make();
    expect(key).toMatch(/^sk-spindle-[\w-]{43}$/);
    expect(view).toMatchObject({
      name: 'my script',
      prefix: key.slice(0, 15),
      capNano: 5n,
      spentNano: 0n,
      lastUsedAt: null,
    });
    const { rows } = await db.pool.query('SELECT * FROM api_key WHERE id = $1', [view.id]);
    expect(rows[0].key_hash).toBe(hashSecret(key));
    expect(JSON.stringify(rows)).not.toContain(key.slice(15));
    expect(await listApiKeys(deps, actor)).toEqual({ ok: true, value: [view] });
  });

  it('buys for its owner, within its cap, and carries no other role of theirs', async () => {
    const { deps, actor, make } = await setup();
    const { key, view } = await make();
    const expected = { accountId: actor.accountId, roles: ['buyer'], language: 'en', apiKeyId: view.id, capNano: 5n };
    expect(await actorOfApiKey(deps, key)).toEqual({ ok: true, value: expected });
    expect(await actorOfBearer(deps, key)).toEqual({ ok: true, value: expected });
  });

  it('notes when it was used, once a minute', async () => {
    const { deps, clock, actor, make } = await setup();
    const { key } = await make();
    const lastUsed = async () => {
      const list = await listApiKeys(deps, actor);
      return list.ok ? list.value[0]?.lastUsedAt : null;
    };
    const firstMs = clock.nowMs();
    await actorOfApiKey(deps, key);
    clock.pass(30_000);
    await actorOfApiKey(deps, key);
    expect(await lastUsed()).toBe(firstMs);
    clock.pass(31_000);
    await actorOfApiKey(deps, key);
    expect(await lastUsed()).toBe(clock.nowMs());
  });

  it.each(['sk-spindle-unknown', 'sk-other', ''])('is refused when it is «%s»', async (key) => {
    expect(await actorOfApiKey((await setup()).deps, key)).toEqual({ ok: false, fault: { code: 'api_key_invalid' } });
  });

  it('is dead the moment it is revoked, and leaves the list', async () => {
    const { deps, actor, make } = await setup();
    const { key, view } = await make();
    expect(await actorOfApiKey(deps, key)).toMatchObject({ ok: true });
    expect(await revokeApiKey(deps, actor, { id: view.id })).toEqual({ ok: true, value: null });
    expect(await actorOfApiKey(deps, key)).toMatchObject({ fault: { code: 'api_key_invalid' } });
    expect(await listApiKeys(deps, actor)).toEqual({ ok: true, value: [] });
    expect(await revokeApiKey(deps, actor, { id: view.id })).toMatchObject({ fault: { code: 'not_found' } });
  });

  it('is dead at another broker within five seconds', async () => {
    const { deps, clock, actor, make } = await setup();
    const other = { ...deps, actors: createActorMemory(clock) };
    const { key, view } = await make();
    expect(await actorOfApiKey(other, key)).toMatchObject({ ok: true });
    await revokeApiKey(deps, actor, { id: view.id });
    clock.pass(5_000);
    expect(await actorOfApiKey(other, key)).toMatchObject({ fault: { code: 'api_key_invalid' } });
  });

  it('cannot be revoked by another account', async () => {
    const { deps, make } = await setup();
    const { view, key } = await make();
    const stranger = await makeAccount(db);
    expect(await revokeApiKey(deps, stranger, { id: view.id })).toMatchObject({ fault: { code: 'not_found' } });
    expect(await actorOfApiKey(deps, key)).toMatchObject({ ok: true });
  });

  it('cannot be made without end, even at once', async () => {
    const { deps, actor } = await setup();
    const attempts = Array.from({ length: 53 }, (_, at) => createApiKey(deps, actor, { name: `${at}`, capNano: null }));
    const results = await Promise.all(attempts);
    expect(results.filter(({ ok }) => ok)).toHaveLength(50);
    expect(results.find(({ ok }) => !ok)).toMatchObject({ fault: { code: 'too_many_keys', facts: { limit: 50 } } });
  });
});
