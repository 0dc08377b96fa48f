import type { Clock } from './clock.ts';

export interface ShortMemory<Value> {
  /** The remembered value, or what `load` gives. Callers that come while it loads share one load. */
  get(key: string, load: () => Promise<Value>): Promise<Value>;
  /** Forgets everything: the next caller sees what is true now. */
  clear(): void;
}

interface Known<Value> {
  value: Value;
  atMs: number;
}

interface Entry<Value> {
  value: Promise<Value>;
  untilMs: number;
}

export interface ShortMemoryOptions {
  lifeMs: number;
  /** The oldest entry makes room, so that a flood of unknown keys cannot fill the memory. */
  maxEntries: number;
  /**
   * How long what is known still counts when it cannot be read anew, or not in time: a failed read changes nothing. Left
   * out for what must not outlive its time, such as who may come in.
   */
  staleMs?: number;
}

/** A read that takes longer counts as failed, where something is known. */
const PATIENCE_MS = 250;

/**
 * Remembers answers of the database for seconds, on the way of every request. What other brokers change is seen after
 * `lifeMs`; what this broker changes is seen at once, because whoever changes it calls `clear`. Failures are not kept.
 */
export function createShortMemory<Value>(
  clock: Clock,
  { lifeMs, maxEntries, staleMs = 0 }: ShortMemoryOptions,
): ShortMemory<Value> {
  const entries = new Map<string, Entry<Value>>();
  const known = new Map<string, Known<Value>>();

  const loadKnown = async (key: string, load: () => Promise<Value>): Promise<Value> => {
    const loading = load().then((value) => {
      known.delete(key);
      known.set(key, { value, atMs: clock.nowMs() });
      dropOldest(known, maxEntries);
      return value;
    });
    const last = known.get(key);
    if (!last || clock.nowMs() - last.atMs > staleMs) return loading;
    return orInTime(loading, last.value);
  };

  const remember = (key: string, load: () => Promise<Value>): Promise<Value> => {
    const value = staleMs > 0 ? loadKnown(key, load) : load();
    const entry = { value, untilMs: clock.nowMs() + lifeMs };
    entries.delete(key);
    entries.set(key, entry);
    dropOldest(entries, maxEntries);
    value.catch(() => {
      if (entries.get(key) === entry) entries.delete(key);
    });
    return value;
  };

  return {
    get(key, load) {
      const entry = entries.get(key);
      return entry && clock.nowMs() < entry.untilMs ? entry.value : remember(key, load);
    },
    clear: () => {
      entries.clear();
      known.clear();
    },
  };
}

function dropOldest(map: Map<string, unknown>, most: number): void {
  const [oldest] = map.keys();
  if (map.size > most && oldest !== undefined) map.delete(oldest);
}

/** What is being read, or `last` when that fails or takes too long. */
function orInTime<Value>(reading: Promise<Value>, last: Value): Promise<Value> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(last), PATIENCE_MS);
    const done = (value: Value) => {
      clearTimeout(timer);
      resolve(value);
    };
    reading.then(done, () => done(last));
  });
}
