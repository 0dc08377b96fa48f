import type { SealedRecord } from './sealed-record.ts';

/** A place on this device for sealed records and the key that opens them. */
export interface RecordStore {
  /** Whether what is written here is there after the app was closed. */
  isLasting: boolean;
  key(make: () => Promise<CryptoKey>): Promise<CryptoKey>;
  read(name: string): Promise<SealedRecord | null>;
  /** Names that begin so. */
  names(start: string): Promise<string[]>;
  /** All of them, or none. A null takes the record away. */
  write(records: readonly (readonly [name: string, record: SealedRecord | null])[]): Promise<void>;
}

const RECORDS = 'records';
const KEYS = 'keys';
const KEY = 'key';
const AFTER_ALL = '\uffff';

/** One database for each account: another person on the same phone finds nothing of it. */
export async function openBrowserStore(accountId: string): Promise<RecordStore> {
  const database = await openDatabase(`spindle-chat-${accountId}`);
  const within = <Value>(stores: string, mode: IDBTransactionMode, work: (of: IDBObjectStore) => IDBRequest<Value>) =>
    settled(work(database.transaction(stores, mode).objectStore(stores)));
  return {
    isLasting: true,
    key: async (make) => {
      const kept: unknown = await within(KEYS, 'readonly', (keys) => keys.get(KEY));
      if (kept instanceof CryptoKey) return kept;
      const made = await make();
      // `add` fails where another tab was quicker: then its key is the one.
      await within(KEYS, 'readwrite', (keys) => keys.add(made, KEY)).catch(() => undefined);
      const chosen: unknown = await within(KEYS, 'readonly', (keys) => keys.get(KEY));
      return chosen instanceof CryptoKey ? chosen : made;
    },
    read: async (name) => (await within(RECORDS, 'readonly', (records) => records.get(name))) ?? null,
    names: async (start) => {
      const range = IDBKeyRange.bound(start, start + AFTER_ALL);
      return (await within(RECORDS, 'readonly', (records) => records.getAllKeys(range))).map(String);
    },
    write: (records) =>
      new Promise((resolve, reject) => {
        const transaction = database.transaction(RECORDS, 'readwrite');
        const store = transaction.objectStore(RECORDS);
        for (const [name, record] of records) {
          if (record) store.put(record, name);
          else store.delete(name);
        }
        transaction.oncomplete = () => resolve();
        transaction.onabort = () => reject(transaction.error);
      }),
  };
}

/** Where storage is refused (a private window, a full phone): gone with the page, and the screen says so. */
export function memoryStore(): RecordStore {
  const records = new Map<string, SealedRecord>();
  let made: Promise<CryptoKey> | null = null;
  return {
    isLasting: false,
    key: (make) => {
      made ??= make();
      return made;
    },
    read: async (name) => records.get(name) ?? null,
    names: async (start) => [...records.keys()].filter((name) => name.startsWith(start)),
    write: async (changes) => {
      for (const [name, record] of changes) {
        if (record) records.set(name, record);
        else records.delete(name);
      }
    },
  };
}

function openDatabase(name: string): Promise<IDBDatabase> {
  const opening = indexedDB.open(name, 1);
  opening.onupgradeneeded = () => {
    opening.result.createObjectStore(RECORDS);
    opening.result.createObjectStore(KEYS);
  };
  return settled(opening);
}

function settled<Value>(request: IDBRequest<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
