import { fail, ok, type Result } from '@spindle/shared';
import { inTransaction } from '../../../../platform/index.ts';
import type { Actor } from '../../../accounts/index.ts';
import type { DisputeDeps } from '../dispute-deps.ts';
import { lockDispute, readDisputes } from '../disputes.repo.ts';
import type { DisputeView } from '../shapes.ts';
import { toOpenerView } from '../views.ts';
import { deleteExpiredShown, deleteShown } from './shown.repo.ts';

/** A buyer takes back what they showed, at any time: it is deleted at once. Refusal: `not_found`. */
export async function withdrawShown(
  { db }: DisputeDeps,
  actor: Actor,
  { disputeId }: { disputeId: string },
): Promise<Result<DisputeView>> {
  const isTheirs = await inTransaction(db.pool, async (sql) => {
    const dispute = await lockDispute(sql, disputeId);
    if (dispute?.openerId !== actor.accountId) return false;
    await deleteShown(sql, disputeId);
    return true;
  });
  const [dispute] = isTheirs ? await readDisputes(db.pool, { id: disputeId }) : [];
  return dispute ? ok(toOpenerView(dispute)) : fail('not_found', { what: 'dispute' });
}

/** Deletes what has been kept long enough. @returns how many. */
export const dropOldShown = ({ db, clock }: DisputeDeps): Promise<number> =>
  deleteExpiredShown(db.pool, new Date(clock.nowMs()));
