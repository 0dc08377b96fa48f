import { ok, type Result } from '@spindle/shared';
import type { Clock, Database } from '../../platform/index.ts';
import { requestsByHour } from './busy-hours.repo.ts';
import type { BusyHours } from './shapes.ts';

const HOURS = 24;
const DAYS = 14;
const DAY_MS = 24 * 3600_000;
/** Below it the hours would tell of a few buyers when they are awake. */
const LEAST_REQUESTS = 200;

/**
 * When a listing is busy: which part of its paid requests of two weeks fell into each hour of the day (UTC), in whole
 * percent. Parts alone, and of many: nobody learns how much was asked, nor of one buyer when they ask.
 */
export async function busyHours(
  { db, clock }: { db: Database; clock: Clock },
  { listingId }: { listingId: string },
): Promise<Result<BusyHours>> {
  const byHour = await requestsByHour(db.pool, listingId, clock.nowMs() - DAYS * DAY_MS);
  const total = [...byHour.values()].reduce((sum, requests) => sum + requests, 0);
  if (total < LEAST_REQUESTS) return ok({ percents: null, days: DAYS });
  const percents = Array.from({ length: HOURS }, (_, hour) => Math.round((100 * (byHour.get(hour) ?? 0)) / total));
  return ok({ percents, days: DAYS });
}
