import { ok, type Result } from '@spindle/shared';
import { type Clock, type Database, recordEvent, type Sql } from '../../../platform/index.ts';
import { endLosses } from '../badges/badge-losses.repo.ts';
import { readOwner } from '../judging/standing.repo.ts';
import type { CanaryOverview } from '../shapes.ts';
import { clearSuspicion, readJudgedNodes, readModels } from './desk.repo.ts';

const MOST_NODES = 200;

/** What admins see: how far the references are, and whom canaries found out. */
export async function canaryOverview({ db, clock }: { db: Database; clock: Clock }): Promise<Result<CanaryOverview>> {
  const [models, nodes] = await Promise.all([readModels(db.pool), readJudgedNodes(db.pool, clock.nowMs(), MOST_NODES)]);
  return ok({ models, nodes });
}

/** In the caller's transaction: an admin thinks better of a machine; its owner hears of it. @returns false when it is not suspected. */
export async function clearNode(sql: Sql, nodeId: string, nowMs: number): Promise<boolean> {
  if (!(await clearSuspicion(sql, nodeId, nowMs))) return false;
  await endLosses(sql, { nodeId }, nowMs);
  const owner = await readOwner(sql, nodeId);
  if (!owner) return true;
  const { accountId, listingId } = owner;
  const facts = { listingId, badge: 'canaries', code: 'cleared' };
  await recordEvent(sql, { kind: 'badge_won', accountId, subject: `listing:${listingId}`, facts }, nowMs);
  return true;
}
