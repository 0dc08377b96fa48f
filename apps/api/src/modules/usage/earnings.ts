import { type AccountId, ok, type Result } from '@spindle/shared';
import type { Clock, Database } from '../../platform/index.ts';
import type { Ledger } from '../ledger/index.ts';
import type { EarnSummary } from './shapes.ts';
import { type ListingEarnings, readEarningsByDay, readEarningsByListing } from './usage-views.repo.ts';

const DAYS = 14;
const DAY_MS = 86_400_000;

interface EarningsDeps {
  db: Database;
  clock: Clock;
  ledger: Ledger;
}

/** What a provider earned: in all, today and on each of the last days (UTC). */
export async function earnSummary(deps: EarningsDeps, actor: { accountId: AccountId }): Promise<Result<EarnSummary>> {
  const days = lastDays(deps.clock.nowMs());
  const fromMs = Date.parse(`${days[0]}T00:00:00Z`);
  const [balances, byDay, byListing] = await Promise.all([
    deps.ledger.balancesOf(actor.accountId),
    readEarningsByDay(deps.db.pool, actor.accountId, fromMs),
    readEarningsByListing(deps.db.pool, actor.accountId),
  ]);
  const earnedOn = new Map(byDay.map((row) => [row.day, row]));
  const filled = days.map((day) => earnedOn.get(day) ?? { day, earnedNano: 0n, requests: 0 });
  return ok({
    earnedNano: balances.earnedNano + balances.paidNano,
    earnedTodayNano: filled.at(-1)?.earnedNano ?? 0n,
    requests: byListing.reduce((sum, { requests }) => sum + requests, 0),
    days: filled,
  });
}

/** What each listing of a provider ever earned. */
export async function earningsByListing(
  { db }: { db: Database },
  providerId: AccountId,
): Promise<Map<string, ListingEarnings>> {
  const rows = await readEarningsByListing(db.pool, providerId);
  return new Map(rows.map((row) => [row.listingId, row]));
}

const lastDays = (nowMs: number): string[] =>
  Array.from({ length: DAYS }, (_, at) => new Date(nowMs - (DAYS - 1 - at) * DAY_MS).toISOString().slice(0, 10));
