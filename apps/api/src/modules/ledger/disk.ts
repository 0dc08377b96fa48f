import type { Sql } from '../../platform/index.ts';

/** The disk under the database. */
export interface Disk {
  /** Resolves when everything that was committed before the call is on it. Rejects when the database is gone: nobody knows then. */
  reached(): Promise<void>;
}

/**
 * A statement that waits for the disk keeps its rows locked meanwhile, so that others wait with it. Here it commits without
 * waiting, and whoever must know asks afterwards: a commit that does wait brings everything before it to the disk, since
 * there is one log. For the same reason nothing can be lost of which something that was committed later is kept.
 * Calls that come while a wait is under way share the next.
 */
export function createDisk(sql: Sql): Disk {
  let running = Promise.resolve();
  let next: Promise<void> | null = null;

  async function wait(): Promise<void> {
    // The least that is a commit of its own; readers of logical messages know ours by the prefix.
    await sql.query({ name: 'reach-disk', text: `SELECT pg_logical_emit_message(true, 'spindle', '')` });
  }

  async function waitAfter(before: Promise<void>): Promise<void> {
    await before.catch(() => {});
    next = null;
    running = wait();
    return running;
  }

  return {
    reached: () => {
      next ??= waitAfter(running);
      return next;
    },
  };
}
