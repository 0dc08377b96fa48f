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
 * transfers get their numbers before they are written, and days are looked up in one value.
 */
const CLOSE_HOLDS = `
WITH wanted AS MATERIALIZED (
  SELECT * FROM unnest($1::uuid[], $2::bigint[], $3::bigint[]) AS w(job_id, amount, cost)
), closing AS MATERIALIZED (
  SELECT h.job_id, h.account_id, h.api_key_id, h.channel_address, h.amount_nano, w.cost,
    CASE WHEN w.cost > 0 THEN 'settled' ELSE 'released' END AS state
  FROM hold h JOIN wanted w ON w.job_id = h.job_id
  WHERE h.state = 'open' AND h.amount_nano = w.amount
  ORDER BY h.job_id FOR NO KEY UPDATE OF h
), channels AS MATERIALIZED (
  SELECT c.address, GREATEST(c.spent_on, $7::date) AS spent_on FROM channel c
  WHERE c.address IN (SELECT channel_address FROM closing)
  ORDER BY c.address FOR NO KEY UPDATE
), keys AS MATERIALIZED (
  SELECT k.id, GREATEST(k.spent_on, $7::date) AS spent_on FROM api_key k
  WHERE k.id IN (SELECT api_key_id FROM closing) AND (SELECT count(*) FROM channels) >= 0
  ORDER BY k.id FOR NO KEY UPDATE
), days AS MATERIALIZED (
  SELECT (SELECT jsonb_object_agg(address, spent_on) FROM channels) AS of_channel,
    (SELECT jsonb_object_agg(id, spent_on) FROM keys) AS of_key
), numbered AS MATERIALIZED (
  SELECT job_id, account_id, nextval('transfer_id_seq') AS transfer_id FROM closing WHERE cost > 0
), legs AS MATERIALIZED (
  SELECT l.*, n.transfer_id FROM unnest($4::uuid[], $5::bigint[], $6::bigint[]) AS l(job_id, ledger_id, amount)
  JOIN numbered n USING (job_id)
), ledgers AS MATERIALIZED (
  SELECT la.id FROM ledger_account la
  WHERE la.id IN (SELECT ledger_id FROM legs)
    AND (SELECT count(*) FROM channels) >= 0 AND (SELECT count(*) FROM keys) >= 0
  ORDER BY la.id FOR NO KEY UPDATE
), gate AS MATERIALIZED (
  SELECT count(*) FROM ledgers
), closed AS (
  UPDATE hold h SET state = c.state, spent_on = (days.of_key ->> c.api_key_id::text)::date,
    channel_spent_on = (days.of_channel ->> c.channel_address)::date
  FROM gate, days, closing c WHERE h.job_id = c.job_id RETURNING h.job_id
), channel_sums AS (
  UPDATE channel c SET held_nano = c.held_nano - d.amount, spent_nano = c.spent_nano + d.cost,
    spent_day_nano = CASE WHEN c.spent_on >= $7::date THEN c.spent_day_nano ELSE 0 END + d.cost,
    spent_on = GREATEST(c.spent_on, $7::date)
  FROM (
    SELECT channel_address, sum(amount_nano)::bigint AS amount, sum(cost)::bigint AS cost FROM closing GROUP BY 1
  ) d, gate
  WHERE c.address = d.channel_address
), key_sums AS (
  UPDATE api_key k SET held_nano = k.held_nano - d.amount, spent_nano = k.spent_nano + d.cost,
    spent_month_nano = CASE WHEN k.spent_on >= $8::date THEN k.spent_month_nano ELSE 0 END + d.cost,
    spent_day_nano = CASE WHEN k.spent_on >= $7::date THEN k.spent_day_nano ELSE 0 END + d.cost,
    spent_on = GREATEST(k.spent_on, $7::date)
  FROM (
    SELECT api_key_id, sum(amount_nano)::bigint AS amount, sum(cost)::bigint AS cost FROM closing GROUP BY 1
  ) d, gate
  WHERE k.id = d.api_key_id
), moved AS (
  INSERT INTO transfer (id, key, account_id, kind)
  SELECT transfer_id, 'settle:' || job_id, account_id, 'settle' FROM numbered, gate
), posted AS (
  INSERT INTO posting (transfer_id, ledger_account_id, amount_nano) SELECT transfer_id, ledger_id, amount FROM legs, gate
), balances AS (
  UPDATE ledger_account la SET balance_nano = la.balance_nano + d.amount
  FROM (SELECT ledger_id, sum(amount)::bigint AS amount FROM legs GROUP BY 1) d, gate
  WHERE la.id = d.ledger_id
)`;
const CLOSED = 'SELECT job_id FROM closed';

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

const CLOSE_ALONE: ClosingStatement = { name: 'close-holds', text: `${CLOSE_HOLDS}\n${CLOSED}` };

/**
 * @param name of the prepared statement, another for other steps.
 * @param steps more CTEs. `closed (job_id)` are the jobs whose hold ends by this statement: for no others may they write.
 */
export const closeAndWrite = (name: string, steps: (json: string) => string): ClosingStatement => ({
  name,
  text: `${CLOSE_HOLDS}, ${steps('$9')}\n${CLOSED}`,
});

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
