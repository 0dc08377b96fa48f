import type { AlsoWritten } from './close-holds.repo.ts';
import type { KeptHolds } from './kept-holds.ts';
import type { OpenHold } from './open-hold.ts';
import type { PreparedSettlements } from './settle-holds.ts';

export interface SettleKeptDeps {
  kept: KeptHolds;
  openHold: OpenHold;
  settle(prepared: PreparedSettlements, also?: AlsoWritten): Promise<Set<string>>;
}

/**
 * Settles, and writes holds again that the database has forgotten since this process opened them. A hold that was closed by
 * somebody else is still there as a row, so that it can't be opened a second time, and stays as it is.
 * @returns jobs whose hold was open until now.
 */
export async function settleKept(
  { kept, openHold, settle }: SettleKeptDeps,
  prepared: PreparedSettlements,
  also?: AlsoWritten,
): Promise<Set<string>> {
  const closed = await settle(prepared, also);
  kept.drop(closed);
  const left = prepared.settlements.flatMap(({ jobId }) => kept.of(jobId) ?? []);
  if (left.length === 0) return closed;
  const opened = await Promise.all(left.map((hold) => openHold(hold)));
  const late = opened.some(({ ok }) => ok) ? await settle(prepared, also) : new Set<string>();
  kept.drop(left.map(({ jobId }) => jobId));
  return new Set([...closed, ...late]);
}
