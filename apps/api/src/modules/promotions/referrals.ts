import type { AccountId } from '@spindle/shared';
import type { Clock, Database } from '../../platform/index.ts';
import { countReferrals, insertReferral } from './referrals.repo.ts';

interface ReferralDeps {
  db: Database;
  clock: Clock;
}

/** Whoever was here before came by no link. */
const NEW_FOR_MS = 24 * 3600_000;

/**
 * Notes by whose link a new person came, once. What is no link of anybody's, one's own, or that of a person who was here later is
 * nothing, and no error: the person did nothing wrong. Nobody is rewarded, so nothing is worth forging.
 */
export async function noteReferral(
  { db, clock }: ReferralDeps,
  { accountId }: { accountId: AccountId },
  { referrerId }: { referrerId: string },
): Promise<{ isNoted: boolean }> {
  const nowMs = clock.nowMs();
  const newSince = new Date(nowMs - NEW_FOR_MS);
  return { isNoted: await insertReferral(db.pool, accountId, referrerId, newSince, new Date(nowMs)) };
}

/** How many came by this person's link. */
export async function referralsOf(
  { db }: Pick<ReferralDeps, 'db'>,
  { accountId }: { accountId: AccountId },
): Promise<{ count: number }> {
  return { count: await countReferrals(db.pool, accountId) };
}
