import { fail, ok, type Result } from '@spindle/shared';
import type { Transaction } from '../../../platform/index.ts';
import { type Actor, type ActorMemory, findPerson, giveRole, lockAdmins, takeRole } from '../../accounts/index.ts';
import type { MoveListingDeps } from '../../listings/index.ts';
import { isSecondClick, recordAudit } from '../audit-log/index.ts';
import { checkReason } from '../decisions/check-reason.ts';
import { makeDecision } from '../decisions/make-decision.ts';
import type { ChangeRoleInput } from '../shapes.ts';
import { forgetPerson } from './forget-person.ts';
import { listingsIn } from './people.repo.ts';

type Refusal = 'account_state' | 'role_required';

/**
 * Gives or takes the role of provider or admin. Nobody decides on themselves, and whoever decides is an admin still, so
 * there always is one. Without the role of provider, listings that sell are paused.
 */
export async function changeRole(
  deps: MoveListingDeps & { actors: ActorMemory },
  actor: Actor,
  input: ChangeRoleInput,
): Promise<Result<null>> {
  const { accountId, reason } = input;
  if (accountId === actor.accountId) return fail('not_on_yourself');
  const said = checkReason('refuse', undefined, reason);
  if (!said.ok) return said;
  if (!(await findPerson(deps.db.pool, accountId))) return fail('not_found', { what: 'account' });
  const atMs = deps.clock.nowMs();
  const changed = await deps.db.prisma.$transaction((tx) => carryOut(tx, actor.accountId, input, atMs));
  if (!changed.ok) {
    const act = { actorId: actor.accountId, action: input.has ? ('role.give' as const) : ('role.take' as const) };
    const what = { subject: `account:${accountId}`, code: input.role, reason, atMs };
    return (await isSecondClick(deps.db.pool, { ...act, ...what })) ? ok(null) : changed;
  }
  forgetPerson(deps);
  return ok(null);
}

async function carryOut(
  tx: Transaction,
  actorId: string,
  { accountId, role, has, reason }: ChangeRoleInput,
  atMs: number,
): Promise<Result<null, Refusal>> {
  if (!(await lockAdmins(tx)).includes(actorId)) return fail('role_required', { role: 'admin' });
  const isChanged = has ? await giveRole(tx, accountId, role) : await takeRole(tx, accountId, role);
  if (!isChanged) return fail('account_state');
  if (role === 'provider' && !has) {
    for (const listingId of await listingsIn(tx, accountId, ['live'])) {
      const why = { code: 'role_taken', words: reason, evidence: null, atMs };
      await makeDecision(tx, 'pause', { listingId, by: 'admin', actorId, ...why });
    }
  }
  const action = has ? 'role.give' : 'role.take';
  await recordAudit(tx, { actorId, action, subject: `account:${accountId}`, code: role, reason, atMs });
  return ok(null);
}
