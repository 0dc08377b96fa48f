import type { ErrorCode } from '@spindle/shared';
import type { Sql } from '../../../platform/index.ts';
import type { Billed } from '../shapes.ts';

/** What came to a machine's day. */
export interface DayNews {
  nodeId: string;
  minutes: number;
  answers: number;
  faults: ReadonlyMap<ErrorCode, number>;
  /** By model. */
  billed: readonly BilledSums[];
}

export interface BilledSums extends Billed {
  answers: number;
}

const MINUTES_OF_DAY = 1_440;

/** All kinds of rows by one statement: all of it, or nothing. @param day YYYY-MM-DD, of UTC. */
export async function saveDays(sql: Sql, day: string, news: readonly DayNews[]): Promise<void> {
  const billed = news.flatMap(({ nodeId, billed }) => billed.map((sums) => ({ nodeId, ...sums })));
  const faults = news.flatMap(({ nodeId, faults }) => [...faults].map(([code, count]) => ({ nodeId, code, count })));
  await sql.query(
    `WITH days AS (
       INSERT INTO node_day AS d (node_id, day, listing_id, uptime_minutes, answers)
       SELECT n.id, $1::date, n.listing_id, it.minutes, it.answers
       FROM unnest($2::uuid[], $3::int[], $4::int[]) AS it(id, minutes, answers) JOIN node n USING (id)
       ON CONFLICT (node_id, day) DO UPDATE SET listing_id = EXCLUDED.listing_id, answers = d.answers + EXCLUDED.answers,
         uptime_minutes = LEAST(${MINUTES_OF_DAY}, d.uptime_minutes + EXCLUDED.uptime_minutes)
     ), tokens AS (
       INSERT INTO node_day_tokens AS t (node_id, day, model_id, answers, input_tokens, input_bytes, output_tokens, output_bytes)
       SELECT n.id, $1::date, it.model, it.answers, it.input, it.input_bytes, it.output, it.output_bytes
       FROM unnest($8::uuid[], $9::text[], $10::int[], $11::bigint[], $12::bigint[], $13::bigint[], $14::bigint[])
         AS it(id, model, answers, input, input_bytes, output, output_bytes) JOIN node n USING (id)
       ON CONFLICT (node_id, day, model_id) DO UPDATE SET answers = t.answers + EXCLUDED.answers,
         input_tokens = t.input_tokens + EXCLUDED.input_tokens, input_bytes = t.input_bytes + EXCLUDED.input_bytes,
         output_tokens = t.output_tokens + EXCLUDED.output_tokens, output_bytes = t.output_bytes + EXCLUDED.output_bytes
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
      billed.map(({ nodeId }) => nodeId),
      billed.map(({ modelId }) => modelId),
      billed.map(({ answers }) => answers),
      billed.map(({ inputTokens }) => inputTokens),
      billed.map(({ inputBytes }) => inputBytes),
      billed.map(({ outputTokens }) => outputTokens),
      billed.map(({ outputBytes }) => outputBytes),
    ],
  );
}
