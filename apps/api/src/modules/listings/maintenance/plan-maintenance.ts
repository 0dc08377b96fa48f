import { FaultError, fail, ok, type Result, uuidv7 } from '@spindle/shared';
import { type Clock, type Database, inTransaction } from '../../../platform/index.ts';
import type { Actor } from '../../accounts/index.ts';
import { findState } from '../listing-states.repo.ts';
import type { OfferMemory } from '../offers-for-model.ts';
import type { MaintenanceWindow, PlanWindowInput, WindowView } from '../shapes.ts';
import { endWindowNow, insertWindow, isNodeOf, lockOwnListing, readWindows } from './maintenance.repo.ts';
import { tellMaintenance } from './tell-maintenance.ts';
import { checkTimes, endOf, overlap, phaseOf, WINDOW_LIMITS } from './window.ts';

export interface MaintenanceDeps {
  db: Database;
  clock: Clock;
  offerMemory: OfferMemory;
}

/** The windows of a listing of the actor's that are not over, the first to begin first. */
export async function listWindows(
  { db, clock }: MaintenanceDeps,
  actor: Actor,
  { listingId }: { listingId: string },
): Promise<Result<WindowView[]>> {
  if ((await findState(db.prisma, listingId, actor.accountId)) === null) return fail('not_found', { what: 'listing' });
  const nowMs = clock.nowMs();
  return ok((await readWindows(db.pool, [listingId], nowMs)).map((window) => toView(window, nowMs)));
}

/**
 * Plans a time in which the listing, or one node of it, is off the market: nothing new is routed there from five minutes
 * before, and it comes back by itself. One that is planned already stays as it is: a second press changes nothing. Refusals: `not_found`, `listing_state`, `window_range`, `window_overlap`,
 * `too_many_windows`.
 */
export async function planWindow(
  deps: MaintenanceDeps,
  actor: Actor,
  input: PlanWindowInput,
): Promise<Result<WindowView[]>> {
  const nowMs = deps.clock.nowMs();
  const checked = checkTimes(input, nowMs);
  if (!checked.ok) return checked;
  const { listingId, nodeId = null, fromMs, toMs } = input;
  const window = { windowId: uuidv7(nowMs), listingId, nodeId, fromMs, toMs, endedMs: null };
  const planned = await orRefusal(() =>
    inTransaction(deps.db.pool, async (sql) => {
      const state = await lockOwnListing(sql, listingId, actor.accountId);
      if (state === null) refuse(fail('not_found', { what: 'listing' }));
      if (state === 'withdrawn') refuse(fail('listing_state', { state }));
      if (nodeId !== null && !(await isNodeOf(sql, nodeId, listingId))) refuse(fail('not_found', { what: 'node' }));
      const open = await readWindows(sql, [listingId], nowMs);
      if (open.some((other) => isSame(other, window))) return;
      if (open.length >= WINDOW_LIMITS.open) refuse(fail('too_many_windows', { limit: WINDOW_LIMITS.open }));
      if (open.some((other) => overlap(other, window))) refuse(fail('window_overlap'));
      await insertWindow(sql, window, nowMs);
      await tellMaintenance(sql, 'planned', { ...window, accountId: actor.accountId }, nowMs);
    }),
  );
  if (!planned.ok) return planned;
  deps.offerMemory.clear();
  return listWindows(deps, actor, { listingId });
}

/** Cancels a window that has not begun, or ends one that is on: the listing is back at once. Refusals: `not_found`, `window_over`. */
export async function endWindow(
  deps: MaintenanceDeps,
  actor: Actor,
  { listingId, windowId }: { listingId: string; windowId: string },
): Promise<Result<WindowView[]>> {
  const nowMs = deps.clock.nowMs();
  const ended = await orRefusal(() =>
    inTransaction(deps.db.pool, async (sql) => {
      const isOwn = (await lockOwnListing(sql, listingId, actor.accountId)) !== null;
      const open = isOwn ? await readWindows(sql, [listingId], 0) : [];
      if (!open.some((window) => window.windowId === windowId)) refuse(fail('not_found', { what: 'window' }));
      const window = await endWindowNow(sql, windowId, nowMs);
      if (!window) return refuse(fail('window_over'));
      // One that never began is told to nobody: its owner has just cancelled it.
      if (nowMs >= window.fromMs) await tellMaintenance(sql, 'ended', { ...window, accountId: actor.accountId }, nowMs);
    }),
  );
  if (!ended.ok) return ended;
  deps.offerMemory.clear();
  return listWindows(deps, actor, { listingId });
}

const isSame = (a: MaintenanceWindow, b: MaintenanceWindow): boolean =>
  a.nodeId === b.nodeId && a.fromMs === b.fromMs && a.toMs === b.toMs && a.endedMs === null;

export function toView(window: MaintenanceWindow, nowMs: number): WindowView {
  const { endedMs: _, ...rest } = window;
  return { ...rest, toMs: endOf(window), phase: phaseOf(window, nowMs) };
}

/** Rolls the transaction back. */
function refuse(refusal: { ok: false } & Extract<Result<never>, { ok: false }>): never {
  throw new FaultError(refusal.fault);
}

async function orRefusal(work: () => Promise<void>): Promise<Result<null>> {
  try {
    await work();
    return ok(null);
  } catch (error) {
    if (error instanceof FaultError) return { ok: false, fault: error.fault };
    throw error;
  }
}
