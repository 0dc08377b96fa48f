import { coinsText, fail, type Result } from '@spindle/shared';
import type { Actor } from '../accounts/index.ts';
import { LEAST_PAYOUT_NANO } from './limits.ts';
import { writeSettings } from './overview.repo.ts';
import { earningsOverview, type OverviewDeps } from './overview.ts';
import { nextDueMs } from './schedule.ts';
import type { EarningsOverview, PayoutSettings } from './shapes.ts';

/** How payouts go out by themselves. @returns payout_too_small for a threshold that fees would eat. */
export async function changePayoutSettings(
  deps: OverviewDeps,
  actor: Actor,
  settings: PayoutSettings,
): Promise<Result<EarningsOverview>> {
  const { thresholdNano, schedule } = settings;
  if (thresholdNano < LEAST_PAYOUT_NANO) return fail('payout_too_small', { least: coinsText(LEAST_PAYOUT_NANO) });
  const dueMs = nextDueMs(schedule, deps.clock.nowMs());
  await writeSettings(deps.db.pool, actor.accountId, settings, dueMs === null ? null : new Date(dueMs));
  return earningsOverview(deps, actor);
}
