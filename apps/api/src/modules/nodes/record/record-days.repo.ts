import type { ErrorCode } from '@spindle/shared';
import type { Sql } from '../../../platform/index.ts';

/** What came to a machine's day. */
export interface DayNews {
  nodeId: string;
  minutes: number;
  answers: number;
  faults: ReadonlyMap<ErrorCode, number>;
}

const MINUTES_OF_DAY = 1_440;

/** Both kinds of rows by one statement: all of it, or nothing. @param day YYYY-MM-DD, of UTC. */
export async function saveDays(sql: Sql, day: string, news: readonly DayNews[]): Promise<void> {
  const faults = news.flatMap(({ nodeId, faults }) => [...faults].map(([code, count]) => ({ nodeId, code, count })));
  await sql.query(
    `WITH days AS (
       INSERT INTO node_day AS d (node_id, day, listing_id, uptime_minutes, answers)
       SELECT n.id, $1::date, n.listing_id, it.minutes, it.answers
       FROM unnest($2::uuid[], $3::int[], $4::int[]) AS it(id, minutes, answers) JOIN node n USING (id)
       ON CONFLICT (node_id, day) DO UPDATE SET listing_id = EXCLUDED.listing_id, answers = d.answers + EXCLUDED.answers,
         uptime_minutes = LEAST(${MINUTES_OF_DAY}, d.uptime_minutes + EXCLUDED.uptime_minutes)
     )
     INSERT INTO node_day_fault AS f (node_id, day, code, count)
     SELECT it.id, $1::date, it.code, it.count
     FROM unnest($5::uuid[], $6::text[], $7::int[]) AS it(id, code, count) JOIN node n USING (id)
     ON CONFLICT (node_id, day, code) DO UPDATE SET count = f.count + EXCLUDED.count`,
    [
      day,
      news.map(({ nodeId }) => nodeId),
      news.map(({ minutes }) => minutes),
      news.map(({ answers }) => answers),
      faults.map(({ nodeId }) => nodeId),
      faults.map(({ code }) => code),
      faults.map(({ count }) => count),
    ],
  );
}
