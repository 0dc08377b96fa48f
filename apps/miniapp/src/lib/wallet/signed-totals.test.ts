import { describe, expect, it } from 'vitest';
import type { DeviceStore } from '../telegram/index.ts';
import { rememberSigned, signedBefore } from './signed-totals.ts';

const CHANNEL = `0:${'ab'.repeat(32)}`;

/** A store in memory: a fake at the edge, where the phone would be. */
function setup(kind: DeviceStore['kind'], isBroken = false) {
  const values = new Map<string, string>();
  const store: DeviceStore = {
    kind,
    get: async (key) => {
      if (isBroken) throw new Error('no answer');
      return values.get(key) ?? null;
    },
    set: async (key, value) => {
      if (isBroken) throw new Error('no answer');
      values.set(key, value);
      return true;
    },
  };
  return { store, values };
}

describe('what a device has signed', () => {
  it('is unknown until it has signed something', async () => {
    expect(await signedBefore(CHANNEL, [setup('browser').store])).toBeNull();
  });

  it('is remembered, and never falls', async () => {
    const { store } = setup('browser');
    await rememberSigned(CHANNEL, 500n, [store]);
    await rememberSigned(CHANNEL, 300n, [store]);
    expect(await signedBefore(CHANNEL, [store])).toBe(500n);
    expect(await signedBefore(`0:${'cd'.repeat(32)}`, [store])).toBeNull();
  });

  it('takes none of the few places that keys need', async () => {
    const [secure, device] = [setup('secure'), setup('device')];
    await rememberSigned(CHANNEL, 5n, [secure.store, device.store]);
    expect([secure.values.size, device.values.size]).toEqual([0, 1]);
  });

  it('goes to the next place when one does not answer, and is the greatest of those that do', async () => {
    const [broken, browser, memory] = [setup('device', true), setup('browser'), setup('memory')];
    await rememberSigned(CHANNEL, 5n, [broken.store, browser.store]);
    await rememberSigned(CHANNEL, 9n, [memory.store]);
    expect(await signedBefore(CHANNEL, [broken.store, browser.store, memory.store])).toBe(9n);
  });

  it('is unknown where a place holds something else', async () => {
    const { store, values } = setup('browser');
    await rememberSigned(CHANNEL, 5n, [store]);
    for (const key of values.keys()) values.set(key, 'not a number');
    expect(await signedBefore(CHANNEL, [store])).toBeNull();
  });
});
