import { ok, type Result } from '@spindle/shared';
import type { Clock, Database } from '../../platform/index.ts';
import type { Actor } from '../accounts/index.ts';
import { type AnnounceInput, announceChange, cancelChange, type Policy, type PolicyView } from '../policy/index.ts';
import { isSecondClick, recordAudit } from './audit-log/index.ts';

export interface ChangePolicyDeps {
  db: Database;
  clock: Clock;
  policy: Pick<Policy, 'refresh' | 'view'>;
}

/** Announces another value of a number of the policy: in force when the days of notice are over. */
export async function announcePolicy(
  deps: ChangePolicyDeps,
  actor: Actor,
  input: AnnounceInput,
): Promise<Result<PolicyView>> {
  const atMs = deps.clock.nowMs();
  const announced = await deps.db.prisma.$transaction(async (tx) => {
    const result = await announceChange(tx, actor.accountId, input, atMs);
    if (!result.ok) return result;
    const { changeId, setting, value, before, effectiveFromMs, note } = result.value;
    await recordAudit(tx, {
      actorId: actor.accountId,
      action: 'policy.announce',
      subject: `policy:${setting}`,
      reason: note?.en ?? null,
      facts: { changeId, value, before, effectiveFromMs },
      atMs,
    });
    return result;
  });
  if (!announced.ok) {
    const act = { actorId: actor.accountId, action: 'policy.announce' as const, subject: `policy:${input.setting}` };
    const isSame = await isSecondClick(deps.db.pool, { ...act, reason: input.note.en.trim(), atMs });
    await deps.policy.refresh();
    const number = deps.policy.view().numbers.find(({ setting }) => setting === input.setting);
    if (!isSame || number?.planned[0]?.value !== input.value) return announced;
  }
  await deps.policy.refresh();
  return ok(deps.policy.view());
}

/** Takes back what is announced and not in force yet. */
export async function cancelPolicy(
  deps: ChangePolicyDeps,
  actor: Actor,
  { changeId }: { changeId: string },
): Promise<Result<PolicyView>> {
  const atMs = deps.clock.nowMs();
  const cancelled = await deps.db.prisma.$transaction(async (tx) => {
    const result = await cancelChange(tx, changeId, atMs);
    if (result.ok) {
      await recordAudit(tx, { actorId: actor.accountId, action: 'policy.cancel', subject: `policy:${changeId}`, atMs });
    }
    return result;
  });
  const act = { actorId: actor.accountId, action: 'policy.cancel' as const, subject: `policy:${changeId}`, atMs };
  if (!cancelled.ok && !(await isSecondClick(deps.db.pool, act))) return cancelled;
  await deps.policy.refresh();
  return ok(deps.policy.view());
}
