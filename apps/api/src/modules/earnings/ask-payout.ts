import { coinsText, fail, type Result } from '@spindle/shared';
import type { Actor } from '../accounts/index.ts';
import { owedNano } from './earnings-account.ts';
import { LEAST_PAYOUT_NANO } from './limits.ts';
import { readAccountsOf } from './overview.repo.ts';
import { earningsOverview, type OverviewDeps } from './overview.ts';
import { insertPayout } from './payouts.repo.ts';
import type { EarningsOverview } from './shapes.ts';

/**
 * The provider asks us to carry all that they are owed to their wallets. Asked again while one is under way, it changes
 * nothing.
 * @returns payouts_uncarried, nothing_to_claim, payout_too_small.
 */
export async function askPayout(deps: OverviewDeps, actor: Actor): Promise<Result<EarningsOverview>> {
  const { db, clock, isCarrying } = deps;
  if (!isCarrying) return fail('payouts_uncarried');
  const { accountId } = actor;
  const owing = (await readAccountsOf(db.pool, accountId)).filter((account) => owedNano(account) > 0n);
  if (owing.length === 0) return fail('nothing_to_claim');
  const worth = owing.filter((account) => owedNano(account) >= LEAST_PAYOUT_NANO);
  if (worth.length === 0) return fail('payout_too_small', { least: coinsText(LEAST_PAYOUT_NANO) });
  const now = new Date(clock.nowMs());
  for (const { address } of worth) await insertPayout(db.pool, { accountId, address, askedBy: 'provider', now });
  return earningsOverview(deps, actor);
}
