import { FaultError } from '@spindle/shared';
import { exportSessionKey, generateSessionKey, importSessionKey, type SessionKey } from '@spindle/ton/browser';
import type { DeviceStore } from '../telegram/index.ts';

/** A key, and where this device keeps it. */
export interface KeptKey {
  key: SessionKey;
  kind: DeviceStore['kind'];
}

/** Every key under its own name: a new one never overwrites the key of an older escrow. */
const nameOf = (publicKey: string): string => `spindle_key_${publicKey.slice(0, 24)}`;

/**
 * The key of a channel, from the best place that has it; null when this device does not have it. A place that does not
 * answer is passed over only if another one has the key: unknown is not "none".
 */
export async function findSessionKey(publicKey: string, stores: readonly DeviceStore[]): Promise<KeptKey | null> {
  let unread: unknown = null;
  for (const store of stores) {
    try {
      const seed = await store.get(nameOf(publicKey));
      const key = seed === null ? null : await importSessionKey(seed);
      if (key?.publicKey === publicKey) return { key, kind: store.kind };
    } catch (error) {
      unread = error;
    }
  }
  if (unread) throw unread;
  return null;
}

/** A new key, kept in the best place that takes it, and read back before any money depends on it. */
export async function makeSessionKey(stores: readonly DeviceStore[]): Promise<KeptKey> {
  const key = await generateSessionKey().catch(() => {
    throw new FaultError({ code: 'crypto_unsupported', facts: { missing: 'Ed25519' } });
  });
  const seed = await exportSessionKey(key);
  for (const store of stores) {
    if (await keeps(store, nameOf(key.publicKey), seed)) return { key, kind: store.kind };
  }
  throw new FaultError({ code: 'crypto_unsupported', facts: { missing: 'device storage' } });
}

async function keeps(store: DeviceStore, name: string, seed: string): Promise<boolean> {
  try {
    return (await store.set(name, seed)) && (await store.get(name)) === seed;
  } catch {
    return false;
  }
}
