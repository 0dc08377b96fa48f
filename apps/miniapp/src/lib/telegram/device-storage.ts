import { requestOfClient } from './bridge.ts';
import { isVersionAtLeast } from './launch.ts';

/** A place on this device for small secrets, best first. */
export interface DeviceStore {
  kind: 'secure' | 'device' | 'browser' | 'memory';
  /** The value, or null when there is none. A failed read throws: unknown is not "none". */
  get(key: string): Promise<string | null>;
  set(key: string, value: string): Promise<boolean>;
}

/** Keychain or keystore of the phone, through Telegram (Bot API 9.0). */
export const secureStore: DeviceStore = clientStore('secure');
/** Telegram's own storage on this device (Bot API 9.0). */
export const deviceStore: DeviceStore = clientStore('device');

export const browserStore: DeviceStore = {
  kind: 'browser',
  get: async (key) => localStorage.getItem(key),
  set: async (key, value) => {
    localStorage.setItem(key, value);
    return true;
  },
};

const kept = new Map<string, string>();

/** The last resort, where everything else refuses: gone when the app is closed. Whoever keeps a key here must say so. */
export const memoryStore: DeviceStore = {
  kind: 'memory',
  get: async (key) => kept.get(key) ?? null,
  set: async (key, value) => {
    kept.set(key, value);
    return true;
  },
};

/** The places that this device has, best first. Those of Telegram need a client of version 9.0. */
export function storesHere(version: string | null): DeviceStore[] {
  const own = version && isVersionAtLeast(version, '9.0') ? [secureStore, deviceStore] : [];
  return [...own, browserStore, memoryStore];
}

function clientStore(kind: 'secure' | 'device'): DeviceStore {
  const failed = `${kind}_storage_failed`;
  return {
    kind,
    get: async (key) => {
      const done = `${kind}_storage_key_received`;
      const reply = await requestOfClient({ event: `web_app_${kind}_storage_get_key`, data: { key }, done, failed });
      if (!reply.ok) throw new Error(`${kind} storage did not answer`);
      return reply.value;
    },
    set: async (key, value) => {
      const done = `${kind}_storage_key_saved`;
      const data = { key, value };
      return (await requestOfClient({ event: `web_app_${kind}_storage_save_key`, data, done, failed })).ok;
    },
  };
}
