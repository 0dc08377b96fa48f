import { createTestDatabase } from '@spindle/devnet/test-database';
import { type Clock, type Database, openDatabase } from '../index.ts';

/** A database of its own for one test file, opened. @example const { db, close } = await openTestDatabase(); afterAll(close); */
export async function openTestDatabase(): Promise<{ db: Database; url: string; close: () => Promise<void> }> {
  const { url, drop } = await createTestDatabase();
  const db = openDatabase(url, () => undefined);
  const close = async () => {
    await db.close();
    await drop();
  };
  return { db, url, close };
}

/** A clock that stands still until a test moves it. */
export function testClock(
  startMs = Date.UTC(2026, 10, 23, 12),
): Clock & { pass(ms: number): void; set(ms: number): void } {
  let nowMs = startMs;
  return {
    nowMs: () => nowMs,
    pass: (ms) => {
      nowMs += ms;
    },
    set: (ms) => {
      nowMs = ms;
    },
  };
}
