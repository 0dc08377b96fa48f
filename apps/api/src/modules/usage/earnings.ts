import { type AccountId, ok, type Result } from '@spindle/shared';
import type { Clock, Database } from '../../platform/index.ts';
import type { Ledger } from '../ledger/index.ts';
import { DAY_MS, dayOf, daysBetween } from './days.ts';
import { countPaid, type ListingEarnings, readEarningsByDay, readEarningsOfListings } from './earnings.repo.ts';
import type { EarnSummary } from './shapes.ts';

const DAYS = 14;

interface EarningsDeps {
  db: Database;
  clock: Clock;
  ledger: Ledger;
}

/** What a provider earned: in all, today and on each of the last days (UTC). */
export async function earnSummary(deps: EarningsDeps, actor: { accountId: AccountId }): Promise<Result<EarnSummary>> {
  const days = lastDays(deps.clock.nowMs());
  const [balances, byDay, requests] = await Promise.all([
    deps.ledger.balancesOf(actor.accountId),
    readEarningsByDay(deps.db.pool, actor.accountId, days[0] ?? ''),
    countPaid(deps.db.pool, actor.accountId),
  ]);
  const earnedOn = new Map(byDay.map((row) => [row.day, row]));
  const filled = days.map((day) => earnedOn.get(day) ?? { day, earnedNano: 0n, requests: 0 });
  return ok({
    earnedNano: balances.earnedNano + balances.paidNano,
    earnedTodayNano: filled.at(-1)?.earnedNano ?? 0n,
    requests,
    days: filled,
  });
}

/** What each of these listings ever earned. */
export async function earningsOfListings(
  { db }: { db: Database },
  listingIds: readonly string[],
): Promise<ReadonlyMap<string, ListingEarnings>> {
  const rows = await readEarningsOfListings(db.pool, listingIds);
  return new Map(rows.map((row) => [row.listingId, row]));
}

const lastDays = (nowMs: number): string[] => daysBetween(dayOf(nowMs - (DAYS - 1) * DAY_MS), dayOf(nowMs));
