import { type Sql, utcDate } from '../../../platform/index.ts';
import type { ListingDay } from '../shapes.ts';

const DAYS = 30;
const DAY_MS = 86_400_000;
/** Everybody may see these: whose three questions a day had would show in them. */
const STEP = 5;

/** What a listing's machines did on each of the last thirty days of UTC, the oldest first; days of nothing are there, too. */
export async function readListingDays(sql: Sql, listingId: string, nowMs: number): Promise<ListingDay[]> {
  const days = Array.from({ length: DAYS }, (_, at) => utcDate(nowMs - (DAYS - 1 - at) * DAY_MS));
  const { rows } = await sql.query<{ day: string; uptime: number; answers: number; failures: number }>(
    `SELECT d.day::text AS day, d.uptime::int AS uptime, d.answers::int AS answers, coalesce(f.failures, 0)::int AS failures
     FROM (
       SELECT day, max(uptime_minutes) AS uptime, sum(answers) AS answers FROM node_day
       WHERE listing_id = $1 AND day >= $2::date GROUP BY day
     ) d LEFT JOIN (
       SELECT f.day, sum(f.count) AS failures FROM node_day_fault f JOIN node n ON n.id = f.node_id
       WHERE n.listing_id = $1 AND f.day >= $2::date GROUP BY f.day
     ) f USING (day)`,
    [listingId, days[0]],
  );
  const known = new Map(rows.map((row) => [row.day, row]));
  return days.map((day) => {
    const { uptime = 0, answers = 0, failures = 0 } = known.get(day) ?? {};
    return { day, uptimeMinutes: uptime, answers: coarse(answers), failures: coarse(failures) };
  });
}

/** Up to the next five: 1 to 5 are 5. */
const coarse = (count: number): number => Math.ceil(count / STEP) * STEP;
