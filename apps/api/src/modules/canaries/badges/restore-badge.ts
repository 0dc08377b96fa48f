import { recordEvent, type Transaction } from '../../../platform/index.ts';
import type { BadgeLoss } from '../shapes.ts';
import { clearSuspicion } from '../views/desk.repo.ts';
import { endLosses } from './badge-losses.repo.ts';
import { giveBadgeBack, readSuspectedOf } from './badges.repo.ts';

/** What was judged, and may be judged wrong. What only waits for its owner (a wallet, a machine online) needs no appeal. */
const JUDGED = ['canaries_failed', 'speed_implausible', 'success_low'];

/** Whether an admin can decide otherwise. */
export const canBeRestored = ({ badge, code, endedMs }: BadgeLoss): boolean =>
  endedMs === null && (badge === 'canaries' || JUDGED.includes(code));

/**
 * Gives back what a badge's loss took, in the caller's transaction: the suspicion of the machine is cleared, or the
 * listing is verified again, and for 30 days what was wrongly held against it is not. Its owner hears of it.
 * @returns false when it is back already.
 */
export async function restoreBadge(transaction: Transaction, loss: BadgeLoss, nowMs: number): Promise<boolean> {
  const { listingId, accountId, nodeId, badge, code } = loss;
  const isBack =
    nodeId === null
      ? await giveBadgeBack(transaction, { listingId, code, nowMs })
      : await clearSuspicion(transaction, nodeId, nowMs);
  if (!isBack) return false;
  await endLosses(transaction, nodeId === null ? { listingId } : { nodeId }, nowMs);
  // The badge could not stay while the machines that it was lost for are suspected.
  if (nodeId === null && code === 'canaries_failed') await clearAll(transaction, listingId, nowMs);
  const facts = { listingId, badge, code: 'cleared' };
  await recordEvent(transaction, { kind: 'badge_won', accountId, subject: `listing:${listingId}`, facts }, nowMs);
  return true;
}

async function clearAll(transaction: Transaction, listingId: string, nowMs: number): Promise<void> {
  for (const nodeId of await readSuspectedOf(transaction, listingId)) {
    await clearSuspicion(transaction, nodeId, nowMs);
    await endLosses(transaction, { nodeId }, nowMs);
  }
}
