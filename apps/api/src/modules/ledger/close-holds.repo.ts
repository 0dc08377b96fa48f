import { type Sql, startOfUtcMonthMs, utcDate } from '../../platform/index.ts';
import { legColumns, type PostedLeg } from './posted-leg.ts';

/** A hold to close, by the amount that it must have. */
export interface ClosingRow {
  jobId: string;
  holdNano: bigint;
  costNano: bigint;
}

/**
 * Closes those of the holds that are still open: whoever comes second finds nothing to do. Locks: open-holds.repo.ts.
 * A cost counts for the day and month in which it is settled ($7 and $8 are their first days). These windows of a key,
 * and the day of a channel, only go forward: a broker whose clock is behind adds to the window that is there.
 * Postgres takes these steps for ones of a few rows, so that a join of two of them would cost the square of a batch's length:
 * transfers get their numbers before they are written, and days are looked up in one value. Holds are looked up one by one:
 * the planner may take all open ones for few, and they are as many as have been opened since the last vacuum.
 *
 * Buyers who open holds meanwhile wait for their channel, so channels come last: all that is merely written comes first
 * (`before`). And nobody waits for the disk while holding them (`unwaited`): the caller does so afterwards, see disk.ts.
 */
const CLOSE_HOLDS = `
WITH unwaited AS MATERIALIZED (
  SELECT set_config('synchronous_commit', 'off', true)
), wanted AS MATERIALIZED (
  SELECT * FROM unnest($1::uuid[], $2::bigint[], $3::bigint[]) AS w(job_id, amount, cost) ORDER BY job_id
), locked AS MATERIALIZED (
  SELECT h.*, w.amount, w.cost FROM wanted w CROSS JOIN LATERAL (
    SELECT job_id, account_id, api_key_id, channel_address, amount_nano, state FROM hold h
    WHERE h.job_id = w.job_id FOR NO KEY UPDATE
  ) h
), closing AS MATERIALIZED (
  SELECT job_id, account_id, api_key_id, channel_address, amount_nano, cost,
    CASE WHEN cost > 0 THEN 'settled' ELSE 'released' END AS state
  FROM locked WHERE state = 'open' AND amount_nano = amount
), numbered AS MATERIALIZED (
  SELECT job_id, account_id, nextval('transfer_id_seq') AS transfer_id FROM closing WHERE cost > 0
), legs AS MATERIALIZED (
  SELECT l.*, n.transfer_id FROM unnest($4::uuid[], $5::bigint[], $6::bigint[]) AS l(job_id, ledger_id, amount)
  JOIN numbered n USING (job_id)
), moved AS (
  INSERT INTO transfer (id, key, account_id, kind)
  SELECT transfer_id, 'settle:' || job_id, account_id, 'settle' FROM numbered RETURNING 1
), posted AS (
  INSERT INTO posting (transfer_id, ledger_account_id, amount_nano) SELECT transfer_id, ledger_id, amount FROM legs RETURNING 1
)`;

/** @param last of the steps that come before. */
const closeAfter = (last: string) => `before AS MATERIALIZED (
  SELECT (SELECT count(*) FROM moved) + (SELECT count(*) FROM posted) + (SELECT count(*) FROM ${last}) AS steps
), channel_sums AS (
  UPDATE channel c SET held_nano = c.held_nano - d.amount, spent_nano = c.spent_nano + d.cost,
    spent_day_nano = CASE WHEN c.spent_on >= $7::date THEN c.spent_day_nano ELSE 0 END + d.cost,
    spent_on = GREATEST(c.spent_on, $7::date)
  FROM (
    SELECT channel_address, sum(amount_nano)::bigint AS amount, sum(cost)::bigint AS cost FROM closing
    WHERE (SELECT steps FROM before) >= 0 GROUP BY 1 ORDER BY 1
  ) d
  WHERE c.address = d.channel_address RETURNING c.address, c.spent_on
), channel_days AS MATERIALIZED (
  SELECT jsonb_object_agg(address, spent_on) AS days FROM channel_sums
), key_sums AS (
  UPDATE api_key k SET held_nano = k.held_nano - d.amount, spent_nano = k.spent_nano + d.cost,
    spent_month_nano = CASE WHEN k.spent_on >= $8::date THEN k.spent_month_nano ELSE 0 END + d.cost,
    spent_day_nano = CASE WHEN k.spent_on >= $7::date THEN k.spent_day_nano ELSE 0 END + d.cost,
    spent_on = GREATEST(k.spent_on, $7::date)
  FROM (
    SELECT api_key_id, sum(amount_nano)::bigint AS amount, sum(cost)::bigint AS cost FROM closing
    WHERE api_key_id IS NOT NULL AND (SELECT count(*) FROM channel_days) > 0 GROUP BY 1 ORDER BY 1
  ) d
  WHERE k.id = d.api_key_id RETURNING k.id, k.spent_on
), key_days AS MATERIALIZED (
  SELECT jsonb_object_agg(id, spent_on) AS days FROM key_sums
), balances AS (
  UPDATE ledger_account la SET balance_nano = la.balance_nano + d.amount
  FROM (
    SELECT ledger_id, sum(amount)::bigint AS amount FROM legs WHERE (SELECT count(*) FROM key_days) > 0 GROUP BY 1 ORDER BY 1
  ) d
  WHERE la.id = d.ledger_id
), closed AS (
  UPDATE hold h SET state = c.state, spent_on = (key_days.days ->> c.api_key_id::text)::date,
    channel_spent_on = (channel_days.days ->> c.channel_address)::date
  FROM channel_days, key_days, closing c WHERE h.job_id = c.job_id RETURNING h.job_id
)
SELECT job_id FROM unwaited, closed`;

/** A statement that closes holds and writes what belongs to their end: both, or neither. */
export interface ClosingStatement {
  name: string;
  text: string;
}

/** What is to be written together with the end of holds. */
export interface AlsoWritten {
  statement: ClosingStatement;
  /** The parameter of the statement's own steps. */
  json: string;
}

const CLOSE_ALONE: ClosingStatement = { name: 'close-holds', text: `${CLOSE_HOLDS}, ${closeAfter('closing')}` };

/** More steps of the statement, and the last of them, which waits for the others. */
interface MoreSteps {
  steps: string;
  last: string;
}

/**
 * @param name of the prepared statement, another for other steps.
 * @param more CTEs. `closing (job_id)` are the jobs whose hold ends by this statement: for no others may they write.
 */
export function closeAndWrite(name: string, more: (json: string) => MoreSteps): ClosingStatement {
  const { steps, last } = more('$9');
  return { name, text: `${CLOSE_HOLDS}, ${steps}, ${closeAfter(last)}` };
}

/** @returns jobs whose hold was open until now. */
export async function closeHolds(
  sql: Sql,
  closings: readonly ClosingRow[],
  legs: readonly PostedLeg[],
  nowMs: number,
  also: AlsoWritten | null,
): Promise<Set<string>> {
  const { rows } = await sql.query<{ job_id: string }>({
    ...(also?.statement ?? CLOSE_ALONE),
    values: [
      closings.map(({ jobId }) => jobId),
      closings.map(({ holdNano }) => holdNano),
      closings.map(({ costNano }) => costNano),
      ...legColumns(legs),
      utcDate(nowMs),
      utcDate(startOfUtcMonthMs(nowMs)),
      ...(also ? [also.json] : []),
    ],
  });
  return new Set(rows.map(({ job_id }) => job_id));
}
