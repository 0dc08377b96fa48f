import { describe, expect, it } from 'vitest';
import type { DeviceStore } from '../telegram/index.ts';
import { findSessionKey, makeSessionKey } from './session-keys.ts';

/** A store in memory: a fake at the edge, where the phone would be. */
function setup(kind: DeviceStore['kind'], fails: 'never' | 'set' | 'get' | 'forgets' = 'never') {
  const values = new Map<string, string>();
  const store: DeviceStore = {
    kind,
    get: async (key) => {
      if (fails === 'get') throw new Error('no answer');
      return values.get(key) ?? null;
    },
    set: async (key, value) => {
      if (fails === 'set') return false;
      if (fails !== 'forgets') values.set(key, value);
      return true;
    },
  };
  return { store, values };
}

describe('a session key', () => {
  it('is kept in the best place and found again', async () => {
    const secure = setup('secure');
    const browser = setup('browser');
    const made = await makeSessionKey([secure.store, browser.store]);
    expect(made.kind).toBe('secure');
    expect(browser.values.size).toBe(0);
    const found = await findSessionKey(made.key.publicKey, [secure.store, browser.store]);
    expect(found).toMatchObject({ kind: 'secure', key: { publicKey: made.key.publicKey } });
  });

  it.each(['set', 'get', 'forgets'] as const)('goes to the next place when the best one fails (%s)', async (fails) => {
    const made = await makeSessionKey([setup('secure', fails).store, setup('device').store]);
    expect(made.kind).toBe('device');
  });

  it('is not made where nothing keeps it: money must not depend on it', async () => {
    await expect(makeSessionKey([setup('browser', 'forgets').store])).rejects.toMatchObject({
      fault: { code: 'crypto_unsupported' },
    });
  });

  it('of another escrow is never overwritten', async () => {
    const { store } = setup('browser');
    const first = await makeSessionKey([store]);
    const second = await makeSessionKey([store]);
    expect((await findSessionKey(first.key.publicKey, [store]))?.key.publicKey).toBe(first.key.publicKey);
    expect((await findSessionKey(second.key.publicKey, [store]))?.key.publicKey).toBe(second.key.publicKey);
  });

  it('that another device made is not here', async () => {
    expect(await findSessionKey('ab'.repeat(32), [setup('browser').store])).toBeNull();
  });

  it('that may be in a place that does not answer is unknown, not missing', async () => {
    const places = [setup('secure', 'get').store, setup('browser').store];
    await expect(findSessionKey('ab'.repeat(32), places)).rejects.toThrow('no answer');
  });
});
