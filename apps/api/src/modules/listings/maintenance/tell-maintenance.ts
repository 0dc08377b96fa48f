import { type Clock, type Database, inTransaction, recordEvent, type Sql } from '../../../platform/index.ts';
import type { MaintenanceWindow } from '../shapes.ts';
import { readRestingNodes, takeUntold } from './maintenance.repo.ts';
import { endOf } from './window.ts';

export type MaintenanceStep = 'planned' | 'began' | 'ended';

/** Writes down what people must hear of a window, in the transaction that changes it. */
export async function tellMaintenance(
  sql: Sql,
  step: MaintenanceStep,
  window: MaintenanceWindow & { accountId: string },
  nowMs: number,
): Promise<void> {
  const { accountId, listingId, windowId, fromMs } = window;
  const facts = { listingId, windowId, startMs: fromMs, endMs: endOf(window) };
  await recordEvent(sql, { kind: `maintenance_${step}`, accountId, subject: `listing:${listingId}`, facts }, nowMs);
}

export interface MaintenanceKeeperDeps {
  db: Database;
  clock: Clock;
  /** Lets these nodes, and no others, take no new work. */
  nodes: { rest(nodeIds: readonly string[]): void };
}

/** Clockwork, in every broker: nodes rest and come back by the clock, and people are told. */
export async function keepMaintenance(deps: MaintenanceKeeperDeps): Promise<void> {
  deps.nodes.rest(await readRestingNodes(deps.db.pool, deps.clock.nowMs()));
  await tellDueWindows(deps);
}

/** Tells of windows that began or ended by the clock, each once, whichever broker is first. */
export async function tellDueWindows({ db, clock }: { db: Database; clock: Clock }): Promise<number> {
  const nowMs = clock.nowMs();
  return inTransaction(db.pool, async (sql) => {
    let told = 0;
    for (const step of ['ended', 'began'] as const) {
      for (const window of await takeUntold(sql, step, nowMs)) {
        await tellMaintenance(sql, step, window, nowMs);
        told += 1;
      }
    }
    return told;
  });
}
