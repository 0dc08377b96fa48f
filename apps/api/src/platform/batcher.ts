import { setTimeout as wait } from 'node:timers/promises';

/** Gathers single calls into batches. */
export interface Batcher<Item, Outcome> {
  /** Resolves with this item's outcome, rejects when its batch failed. */
  add(item: Item): Promise<Outcome>;
  /** Resolves when nothing is waiting or under way. */
  idle(): Promise<void>;
}

interface Waiting<Item, Outcome> {
  item: Item;
  resolve(outcome: Outcome): void;
  reject(error: unknown): void;
}

interface BatcherOptions<Item, Outcome> {
  /** How long the first item of a batch waits for company. While a batch is under way, the next one gathers anyway. */
  gatherMs: number;
  /**
   * While fewer than these wait after a batch, the next one gathers for as long as that one took; never when absent. A
   * statement costs much by itself: many small ones under load take the processor from everything else. Beyond some
   * dozens little is left to gain, and a rest only leaves the processor idle.
   */
  restBelowItems?: number;
  maxItems: number;
  /** As many batches may be under way; those beside the first begin only full. One when absent. */
  batchesAtOnce?: number;
  /** Outcomes in the order of the items. */
  run(items: Item[]): Promise<Outcome[]>;
  /** True when another try with fewer items makes no sense: the whole store is gone. */
  isHopeless(error: unknown): boolean;
}

/**
 * One statement for many callers: items that come within `gatherMs`, or while a batch is under way, are run together.
 * The next batch waits for the one under way, so that the load itself makes the batches larger. An item that spoils its batch fails alone:
 * the others are run again one by one.
 */
export function createBatcher<Item, Outcome>(options: BatcherOptions<Item, Outcome>): Batcher<Item, Outcome> {
  const { gatherMs, restBelowItems = 0, maxItems, batchesAtOnce = 1, run, isHopeless } = options;
  let waiting: Waiting<Item, Outcome>[] = [];
  let isScheduled = false;
  let running = 0;
  let onIdle: (() => void)[] = [];

  const isNextDue = () => running === 0 || (running < batchesAtOnce && waiting.length >= maxItems);

  function start(): void {
    isScheduled = false;
    if (waiting.length > 0 && isNextDue()) void flush();
  }

  /** Runs batch after batch until nothing waits, or, beside another, nothing that fills one. */
  async function flush(): Promise<void> {
    running += 1;
    do {
      const startMs = performance.now();
      const batch = waiting.slice(0, maxItems);
      waiting = waiting.slice(maxItems);
      if (isNextDue()) void flush();
      await settle(batch);
      if (batch.length > 1 && waiting.length < restBelowItems) await wait(performance.now() - startMs);
    } while (waiting.length >= (running > 1 ? maxItems : 1));
    running -= 1;
    if (running === 0) for (const resolve of onIdle.splice(0)) resolve();
  }

  async function settle(batch: Waiting<Item, Outcome>[]): Promise<void> {
    try {
      const outcomes = await run(batch.map(({ item }) => item));
      batch.forEach((entry, at) => {
        const outcome = outcomes[at];
        if (outcome === undefined) entry.reject(new Error('a batch gave fewer outcomes than it had items'));
        else entry.resolve(outcome);
      });
    } catch (error) {
      if (batch.length === 1 || isHopeless(error)) for (const entry of batch) entry.reject(error);
      else for (const entry of batch) await settle([entry]);
    }
  }

  return {
    add: (item) =>
      new Promise((resolve, reject) => {
        waiting.push({ item, resolve, reject });
        if (isScheduled || !isNextDue()) return;
        isScheduled = true;
        setTimeout(start, gatherMs);
      }),
    idle: () =>
      new Promise((resolve) => {
        if (running === 0 && waiting.length === 0) resolve();
        else onIdle = [...onIdle, resolve];
      }),
  };
}
