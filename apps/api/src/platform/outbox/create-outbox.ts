import type { Clock } from '../clock.ts';
import { type Database, inTransaction, type Sql } from '../db.ts';
import { isDatabaseGone } from '../is-database-gone.ts';
import type { ModuleLog } from '../log.ts';
import { type EventRow, type RecordedEvent, readEvent } from './market-event.ts';
import {
  countTries,
  dropOldEvents,
  markFailed,
  markHandled,
  type OutboxStatus,
  readStatus,
  takeEvent,
} from './outbox.repo.ts';

/**
 * Hears of every event, at least once, in the transaction that then marks it as handled: what it writes there is written
 * once. It ignores kinds that are not its own, and does nothing that waits for the world outside.
 */
export type Consumer = (sql: Sql, recorded: RecordedEvent) => Promise<void>;

export interface Outbox {
  /** Clockwork: handles what is due, of each subject in its order. @returns how many events. */
  handle(): Promise<number>;
  /** Clockwork: drops what was handled a week ago, and what was set aside 90 days ago. */
  dropOld(): Promise<number>;
  status(): Promise<OutboxStatus>;
}

interface OutboxDeps {
  db: Database;
  clock: Clock;
  log: ModuleLog;
  consumers: readonly Consumer[];
}

const DAY_MS = 24 * 3600_000;
const KEEP_HANDLED_MS = 7 * DAY_MS;
const KEEP_ASIDE_MS = 90 * DAY_MS;
/** An event that fails so often is set aside, and its subject goes on without it. About a quarter of an hour. */
const MAX_TRIES = 8;
const FIRST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 5 * 60_000;
/** One round ends after so many, so that stopping a broker never waits long. */
const ROUND = 500;

/** @example const outbox = createOutbox({ db, clock, log, consumers: [notices.hear] }) */
export function createOutbox({ db, clock, log, consumers }: OutboxDeps): Outbox {
  /** @returns whether there was one. */
  async function handleNext(): Promise<boolean> {
    const taken: EventRow[] = [];
    try {
      await inTransaction(db.pool, async (sql) => {
        const row = await takeEvent(sql, clock.nowMs());
        if (!row) return;
        taken.push(row);
        const recorded = readEvent(row);
        if (!recorded) throw new UnreadableEvent();
        for (const consumer of consumers) await consumer(sql, recorded);
        await markHandled(sql, row.id, clock.nowMs());
      });
    } catch (error) {
      const [row] = taken;
      if (!row || isDatabaseGone(error)) throw error;
      await setBack(row, error);
    }
    return taken.length > 0;
  }

  async function setBack({ id, kind }: EventRow, error: unknown): Promise<void> {
    const code = codeOf(error);
    const nowMs = clock.nowMs();
    const pauseMs = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (await countTries(db.pool, id)));
    const isAside = await markFailed(db.pool, { id, code, nowMs, dueMs: nowMs + pauseMs, maxTries: MAX_TRIES });
    if (isAside) log.error({ eventId: id, kind, code, err: error }, 'an event is set aside: it failed too often');
  }

  return {
    handle: async () => {
      let handled = 0;
      while (handled < ROUND && (await handleNext())) handled += 1;
      return handled;
    },
    dropOld: () => dropOldEvents(db.pool, clock.nowMs() - KEEP_HANDLED_MS, clock.nowMs() - KEEP_ASIDE_MS),
    status: () => readStatus(db.pool),
  };
}

class UnreadableEvent extends Error {}

/** For operators: what went wrong, in a word; the log has the rest. */
function codeOf(error: unknown): string {
  if (error instanceof UnreadableEvent) return 'unreadable';
  const code = typeof error === 'object' && error !== null ? Reflect.get(error, 'code') : undefined;
  return typeof code === 'string' && /^\w{1,40}$/.test(code) ? code : 'consumer_failed';
}
