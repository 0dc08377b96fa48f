import { type ErrorCode, fail, type Result } from '@spindle/shared';
import { type Clock, type Database, inTransaction, type Sql } from '../../platform/index.ts';
import type { Actor } from '../accounts/index.ts';
import {
  type CanaryOverview,
  type Checks,
  canaryOverview,
  clearNode,
  retireAll,
  saveTrust,
} from '../canaries/index.ts';
import { type AuditAction, isSecondClick, recordAudit } from './audit-log/index.ts';

export interface CanaryDeskDeps {
  db: Database;
  clock: Clock;
  checks: Pick<Checks, 'askCanary'>;
}

/** An admin vouches for a listing's machines, or no longer: their answers are the reference. Refusal: `not_found`. */
export const trustListing = (
  deps: CanaryDeskDeps,
  actor: Actor,
  { listingId, isTrusted }: { listingId: string; isTrusted: boolean },
): Promise<Result<CanaryOverview>> =>
  decide(deps, actor, isTrusted ? 'canaries.trust' : 'canaries.distrust', `listing:${listingId}`, (sql, nowMs) =>
    saveTrust(sql, { listingId, actorId: actor.accountId, isTrusted, nowMs }),
  );

/** An admin clears a machine that canaries suspect. Refusal: `not_found`. */
export const clearSuspectedNode = (
  deps: CanaryDeskDeps,
  actor: Actor,
  { nodeId, reason }: { nodeId: string; reason: string },
): Promise<Result<CanaryOverview>> =>
  decide(deps, actor, 'canaries.clear', `node:${nodeId}`, (sql, nowMs) => clearNode(sql, nodeId, nowMs), reason);

/** Retires all live questions of a model: new ones are made by themselves. Refusal: `not_found`. */
export const retireCanaries = (
  deps: CanaryDeskDeps,
  actor: Actor,
  { modelId }: { modelId: string },
): Promise<Result<CanaryOverview>> =>
  decide(
    deps,
    actor,
    'canaries.retire',
    `model:${modelId}`,
    async (sql, nowMs) => (await retireAll(sql, modelId, nowMs)) > 0,
  );

/** Asks a machine now. Refusals are those of the machine, and `check_budget`. */
export async function askCanaryNow(
  deps: CanaryDeskDeps,
  { nodeId }: { nodeId: string },
): Promise<Result<CanaryOverview>> {
  const asked = await deps.checks.askCanary(nodeId);
  return asked.ok ? canaryOverview(deps) : asked;
}

/** The change and its entry in the audit log, or neither. */
async function decide(
  deps: CanaryDeskDeps,
  { accountId }: Actor,
  action: AuditAction,
  subject: string,
  change: (sql: Sql, nowMs: number) => Promise<boolean>,
  reason: string | null = null,
): Promise<Result<CanaryOverview, ErrorCode>> {
  const nowMs = deps.clock.nowMs();
  const act = { actorId: accountId, action, subject, reason, atMs: nowMs };
  const isDone = await inTransaction(deps.db.pool, async (sql) => {
    if (!(await change(sql, nowMs))) return false;
    await recordAudit(sql, act);
    return true;
  });
  if (isDone || (await isSecondClick(deps.db.pool, act))) return canaryOverview(deps);
  return fail('not_found', { what: subject });
}
