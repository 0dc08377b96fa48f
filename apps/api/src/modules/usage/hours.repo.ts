import type { Sql } from '../../platform/index.ts';
import { type RollUp, upsertSums } from './sums.ts';

/**
 * What providers earned by hour, and what was asked for: made of the rows a moment after they were written, so that the
 * end of a request costs nothing more.
 */
export const EARN_HOUR: RollUp = {
  table: 'earn_hour',
  keys: [
    { column: 'provider_id', of: 'r.provider_id' },
    { column: 'hour', of: `date_trunc('hour', r.created_at, 'UTC')` },
    { column: 'listing_id', of: 'r.listing_id' },
    { column: 'model_id', of: 'r.model_id' },
    { column: 'tier', of: `COALESCE(r.tier, 'community')` },
    { column: 'policy', of: `COALESCE(r.decision ->> 'policy', 'balanced')` },
    { column: 'service_class', of: 'r.service_class' },
  ],
  sums: [
    { column: 'requests', of: 'count(*)', merge: 'add' },
    { column: 'input_tokens', of: 'sum(r.input_tokens)', merge: 'add' },
    { column: 'cached_tokens', of: 'sum(r.cached_tokens)', merge: 'add' },
    { column: 'output_tokens', of: 'sum(r.output_tokens)', merge: 'add' },
    { column: 'earned_nano', of: 'sum(r.cost_nano - r.fee_nano)', merge: 'add' },
    {
      column: 'earned_micro_usd',
      of: 'sum(r.cost_micro_usd - trunc(r.cost_micro_usd::numeric * r.fee_nano / r.cost_nano))::bigint',
      merge: 'add',
    },
    { column: 'cost_micro_usd', of: 'sum(r.cost_micro_usd)', merge: 'add' },
  ],
  where: 'r.cost_nano > 0 AND r.provider_id IS NOT NULL AND r.listing_id IS NOT NULL',
};

const BETWEEN = 'r.created_at >= $1 AND r.created_at < $2';
export const HOURS_MARK = 'earn_hour';
const CHECKED = 'earn_hour_checked';

export interface HourMarks {
  /** Rows before it stand in the table. */
  untilMs: number;
  /** Hours before it were written anew after they were over. */
  checkedMs: number;
}

/** Makes the marks where there are none, and locks them. @returns null while another broker holds them. */
export async function lockHourMarks(sql: Sql, first: HourMarks): Promise<HourMarks | null> {
  await sql.query('INSERT INTO roll_up_mark (name, until_at) VALUES ($1, $2), ($3, $4) ON CONFLICT DO NOTHING', [
    ...[HOURS_MARK, new Date(first.untilMs), CHECKED, new Date(first.checkedMs)],
  ]);
  const { rows } = await sql.query<{ name: string; until_at: Date }>(
    'SELECT name, until_at FROM roll_up_mark WHERE name IN ($1, $2) ORDER BY name FOR UPDATE SKIP LOCKED',
    [HOURS_MARK, CHECKED],
  );
  const atMs = (name: string) => rows.find((row) => row.name === name)?.until_at.getTime();
  const untilMs = atMs(HOURS_MARK);
  const checkedMs = atMs(CHECKED);
  return untilMs === undefined || checkedMs === undefined ? null : { untilMs, checkedMs };
}

export async function saveHourMarks(sql: Sql, { untilMs, checkedMs }: HourMarks): Promise<void> {
  await sql.query(
    `UPDATE roll_up_mark SET until_at = CASE name WHEN $1 THEN $2::timestamptz ELSE $4::timestamptz END
      WHERE name IN ($1, $3)`,
    [HOURS_MARK, new Date(untilMs), CHECKED, new Date(checkedMs)],
  );
}

/** Adds what ended in this time. */
export async function addHours(sql: Sql, fromMs: number, toMs: number): Promise<void> {
  await sql.query(upsertSums(EARN_HOUR, 'usage', BETWEEN), [new Date(fromMs), new Date(toMs)]);
}

/** Writes one hour anew from its rows. */
export async function rewriteHour(sql: Sql, hourMs: number, nextMs: number): Promise<void> {
  await sql.query('DELETE FROM earn_hour WHERE hour = $1', [new Date(hourMs)]);
  await addHours(sql, hourMs, nextMs);
}

export async function dropHoursBefore(sql: Sql, beforeMs: number): Promise<void> {
  await sql.query('DELETE FROM earn_hour WHERE hour < $1', [new Date(beforeMs)]);
}
