import { fail, ok, type Result } from '@spindle/shared';
import { inTransaction, type Sql } from '../../../../platform/index.ts';
import type { Actor } from '../../../accounts/index.ts';
import { isSecondClick, recordAudit } from '../../audit-log/index.ts';
import type { DisputeDeps } from '../dispute-deps.ts';
import { lockDispute } from '../disputes.repo.ts';
import type { ShownFile } from '../shapes.ts';
import { barredFromLooking } from '../who-decides.ts';
import { lookAtShown } from './shown.repo.ts';
import { openShown } from './shown-secret.ts';

export interface ShownDeps extends DisputeDeps {
  /** Seals at rest what buyers show: `shownSecretOf`. */
  shownSecret: Uint8Array;
}

/**
 * What the buyer shows of the answer, for the admin who handles the dispute: anyone while it is open, then whoever decided
 * it, and neither of the two sides. Each look is an entry of the audit log, which the buyer sees counted.
 * Refusals: `not_found`, `dispute_own`, `dispute_state`, `dispute_nothing_shown`.
 */
export async function lookAtDispute(
  { db, clock, shownSecret }: ShownDeps,
  actor: Actor,
  { disputeId }: { disputeId: string },
): Promise<Result<ShownFile>> {
  const atMs = clock.nowMs();
  const act = { actorId: actor.accountId, action: 'dispute.look' as const, subject: `dispute:${disputeId}`, atMs };
  return inTransaction(db.pool, async (sql) => {
    const dispute = await lockDispute(sql, disputeId);
    if (!dispute) return fail('not_found', { what: 'dispute' });
    const barred = barredFromLooking(dispute, actor.accountId);
    if (barred) return fail(barred, { state: dispute.state });
    const file = await fileOf(sql, shownSecret, disputeId, atMs);
    if (file === null) return fail('dispute_nothing_shown');
    if (!(await isSecondClick(sql, act))) await recordAudit(sql, act);
    return ok({ file });
  });
}

async function fileOf(sql: Sql, secret: Uint8Array, disputeId: string, atMs: number): Promise<string | null> {
  const sealed = await lookAtShown(sql, disputeId, new Date(atMs));
  return sealed && openShown(secret, disputeId, sealed);
}
