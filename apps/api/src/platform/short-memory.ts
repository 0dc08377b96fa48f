import type { Clock } from './clock.ts';

export interface ShortMemory<Value> {
  /** The remembered value, or what `load` gives. Callers that come while it loads share one load. */
  get(key: string, load: () => Promise<Value>): Promise<Value>;
  /** Forgets everything: the next caller sees what is true now. */
  clear(): void;
}

interface Entry<Value> {
  value: Promise<Value>;
  untilMs: number;
}

/**
 * Remembers answers of the database for seconds, on the way of every request. What other brokers change is seen after
 * `lifeMs`; what this broker changes is seen at once, because whoever changes it calls `clear`. Failures are not kept.
 * @param maxEntries the oldest entry makes room, so that a flood of unknown keys cannot fill the memory.
 */
export function createShortMemory<Value>(clock: Clock, lifeMs: number, maxEntries: number): ShortMemory<Value> {
  const entries = new Map<string, Entry<Value>>();

  const remember = (key: string, value: Promise<Value>): Promise<Value> => {
    const entry = { value, untilMs: clock.nowMs() + lifeMs };
    entries.delete(key);
    entries.set(key, entry);
    const [oldest] = entries.keys();
    if (entries.size > maxEntries && oldest !== undefined) entries.delete(oldest);
    value.catch(() => {
      if (entries.get(key) === entry) entries.delete(key);
    });
    return value;
  };

  return {
    get(key, load) {
      const known = entries.get(key);
      return known && clock.nowMs() < known.untilMs ? known.value : remember(key, load());
    },
    clear: () => entries.clear(),
  };
}
