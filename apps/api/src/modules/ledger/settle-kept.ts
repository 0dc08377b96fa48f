import type { AlsoWritten } from './close-holds.repo.ts';
import type { Disk } from './disk.ts';
import type { KeptHolds } from './kept-holds.ts';
import type { OpenHold } from './open-hold.ts';
import type { PreparedSettlements } from './settle-holds.ts';

export interface SettleKeptDeps {
  kept: KeptHolds;
  disk: Disk;
  openHold: OpenHold;
  settle(prepared: PreparedSettlements, also?: AlsoWritten): Promise<Set<string>>;
}

/** What was settled: seen by everybody, and a moment later on the disk. */
export interface Settled {
  /** Jobs whose hold was open until now. */
  closed: Set<string>;
  /**
   * Nobody is told before. Rejects when the database went away: these may be settled or not, and whoever tries again finds out.
   * Those that were settled by somebody else are on the disk then, too.
   */
  onDisk: Promise<void>;
}

/**
 * Settles, and writes holds again that the database has forgotten since this process opened them. A hold that was closed by
 * somebody else is still there as a row, so that it can't be opened a second time, and stays as it is. Holds are kept until
 * their end is on the disk: a crash before may forget both.
 */
export async function settleKept(
  { kept, disk, openHold, settle }: SettleKeptDeps,
  prepared: PreparedSettlements,
  also?: AlsoWritten,
): Promise<Settled> {
  const closed = await settle(prepared, also);
  const left = prepared.settlements.flatMap(({ jobId }) => (closed.has(jobId) ? [] : (kept.of(jobId) ?? [])));
  const opened = await Promise.all(left.map((hold) => openHold(hold)));
  const late = opened.some(({ ok }) => ok) ? await settle(prepared, also) : new Set<string>();
  const onDisk = disk.reached().then(() => kept.drop(prepared.settlements.map(({ jobId }) => jobId)));
  // Whoever waits hears of it; and if nobody does, it is nobody's error.
  onDisk.catch(() => {});
  return { closed: new Set([...closed, ...late]), onDisk };
}
