import type { AccountId } from '@spindle/shared';
import { type Sql, startOfUtcMonthMs, utcDate } from '../../platform/index.ts';

/** A hold to open. */
export interface HoldRow {
  jobId: string;
  accountId: AccountId;
  apiKeyId: string | null;
  amountNano: bigint;
  requestHash: string;
  /** JSON. */
  terms: string;
  expiresAtMs: number;
}

export type HoldVerdict =
  | 'open'
  | 'used'
  | 'no_channel'
  | 'key_revoked'
  | 'strict_key'
  | 'answer_cap'
  | 'insufficient'
  | 'unsigned'
  | 'day_cap'
  | 'key_cap'
  | 'again';

/** Which cap, and what it left before this batch. Negative when its owner has lowered it under what is spent. */
export interface ReachedCap {
  /** With the verdict `key_cap`: of several that are reached, the one that holds longest. */
  period: 'answer' | 'day' | 'month' | 'total';
  capNano: bigint;
  roomNano: bigint;
}

export interface JudgedHold {
  jobId: string;
  verdict: HoldVerdict;
  /** What the channel could still give before this batch; null without an open channel. */
  spendableNano: bigint | null;
  /** With the verdicts `key_cap`, `answer_cap` and `day_cap`. */
  reached: ReachedCap | null;
}

/*
 * Opening and closing holds, crediting deposits: all take row locks in one order: holds (by job), channels (by address), keys (by id), ledger accounts
 * (by id). The `count(*)` of one step inside the next makes Postgres finish the first before the second begins.
 */

/**
 * Opens holds where the money is there. The buyer's open channel is locked, so that two requests at once can never both
 * spend the last of it; within one batch earlier holds count first. A hold that fails only for those before it in the
 * same batch is judged `again`. A job that has a hold already is `used`: this is what burns a quote.
 *
 * A key's row is locked too. All its open holds count against each of its caps, since each of them may still be
 * settled today: so no day, month or life of a key ever costs more than its cap. A day or month that is not the one
 * in which the key last spent is a new one, of which nothing is spent; $1 and $2 are the first days of both.
 *
 * An account's own cap per day is judged in the same way over all its channels: of an account that has one, all are
 * locked, also those that wait for their first deposit, since another broker may already spend from them. Its rules need
 * no lock, since a change of them may come before or after.
 * LATERAL, so that rules and channels are looked up one by one whatever the planner believes of tables that are new or small:
 * reading all of a small table reads every version of its rows that was not cleared away yet. Locks come in the order of `t`.
 * For the same reason a hold that is there already is asked for by a scalar: EXISTS may be answered by reading all holds.
 * What is long (terms, hashes) is looked up by its place when the row is written, so that no step before carries it along.
 * `unsigned`: strict mode, and the deposit would do, but no device has signed for it.
 * `unwaited`: nobody waits for the disk. A server that crashes may forget the holds of its last second: kept-holds.ts.
 */
const OPEN_HOLDS = `
WITH unwaited AS MATERIALIZED (
  SELECT set_config('synchronous_commit', 'off', true)
), texts AS MATERIALIZED (
  SELECT string_to_array($9, E'\\x1e') AS terms
), wanted AS MATERIALIZED (
  SELECT * FROM unnest($3::uuid[], $4::uuid[], $5::uuid[], $6::bigint[], $10::bigint[], $11::bigint[], $12::bool[])
    WITH ORDINALITY AS w(job_id, account_id, api_key_id, amount, with_earlier, key_with_earlier, is_repeated, place)
), rules AS MATERIALIZED (
  SELECT r.* FROM (SELECT DISTINCT account_id FROM wanted) w CROSS JOIN LATERAL (
    SELECT account_id, is_strict, cap_answer_nano, cap_day_nano FROM spending_rule r WHERE r.account_id = w.account_id LIMIT 1
  ) r
), current AS MATERIALIZED (
  SELECT c.address FROM (SELECT DISTINCT account_id FROM wanted) w CROSS JOIN LATERAL (
    SELECT c.address FROM (SELECT * FROM channel c WHERE c.account_id = w.account_id OFFSET 0) c
    WHERE c.state = 'open' ORDER BY c.created_at DESC, c.address LIMIT 1
  ) c
), touched AS MATERIALIZED (
  SELECT address, true AS is_current FROM current UNION ALL SELECT c.address, false FROM rules r CROSS JOIN LATERAL (
    SELECT address FROM channel c
    WHERE c.account_id = r.account_id AND (c.state <> 'closed' OR c.spent_on >= $1::date) OFFSET 0
  ) c WHERE r.cap_day_nano IS NOT NULL
), channels AS MATERIALIZED (
  SELECT c.address, c.account_id, t.is_current AND c.state = 'open' AS is_current,
    LEAST(c.deposited_nano, c.signed_nano) - c.spent_nano - c.held_nano AS spendable,
    c.deposited_nano - c.spent_nano - c.held_nano AS signable,
    c.held_nano + CASE WHEN c.spent_on >= $1::date THEN c.spent_day_nano ELSE 0 END AS used_today
  FROM (SELECT address, bool_or(is_current) AS is_current FROM touched GROUP BY address ORDER BY address) t
  CROSS JOIN LATERAL (SELECT * FROM channel c WHERE c.address = t.address FOR NO KEY UPDATE) c
), days AS MATERIALIZED (
  SELECT r.account_id, r.cap_day_nano - COALESCE(sum(c.used_today), 0) AS room
  FROM rules r LEFT JOIN channels c ON c.account_id = r.account_id
  WHERE r.cap_day_nano IS NOT NULL GROUP BY r.account_id, r.cap_day_nano
), keys AS MATERIALIZED (
  SELECT k.id, k.revoked_at IS NOT NULL AS is_revoked, k.cap_nano, k.cap_month_nano, k.cap_day_nano,
    k.cap_nano - k.held_nano - k.spent_nano AS room,
    k.cap_month_nano - k.held_nano - CASE WHEN k.spent_on >= $2::date THEN k.spent_month_nano ELSE 0 END AS month_room,
    k.cap_day_nano - k.held_nano - CASE WHEN k.spent_on >= $1::date THEN k.spent_day_nano ELSE 0 END AS day_room
  FROM (
    SELECT DISTINCT api_key_id AS id FROM wanted WHERE api_key_id IS NOT NULL AND (SELECT count(*) FROM channels) >= 0 ORDER BY 1
  ) w CROSS JOIN LATERAL (SELECT * FROM api_key k WHERE k.id = w.id FOR NO KEY UPDATE) k
), sums AS (
  SELECT w.*, c.address, c.spendable, c.signable, r.is_strict, r.cap_answer_nano,
    r.cap_day_nano AS account_day_cap, d.room AS account_day_room, k.is_revoked, k.cap_nano, k.cap_month_nano, k.cap_day_nano,
    k.room, k.month_room, k.day_room, LEAST(k.room, k.month_room, k.day_room) AS least_room,
    is_repeated OR (SELECT h.job_id FROM hold h WHERE h.job_id = w.job_id) IS NOT NULL AS is_used
  FROM wanted w LEFT JOIN channels c ON c.account_id = w.account_id AND c.is_current
    LEFT JOIN keys k ON k.id = w.api_key_id
    LEFT JOIN rules r ON r.account_id = w.account_id LEFT JOIN days d ON d.account_id = w.account_id
), judged AS MATERIALIZED (
  SELECT s.*, CASE
    WHEN is_used THEN 'used'
    WHEN address IS NULL THEN 'no_channel'
    WHEN is_revoked THEN 'key_revoked'
    WHEN is_strict AND api_key_id IS NOT NULL THEN 'strict_key'
    WHEN amount > cap_answer_nano THEN 'answer_cap'
    WHEN amount > spendable THEN CASE WHEN is_strict AND amount <= signable THEN 'unsigned' ELSE 'insufficient' END
    WHEN amount > account_day_room THEN 'day_cap'
    WHEN amount > least_room THEN 'key_cap'
    WHEN with_earlier > LEAST(spendable, account_day_room) OR key_with_earlier > least_room THEN 'again'
    ELSE 'open' END AS verdict,
    CASE WHEN amount > room THEN 'total' WHEN amount > month_room THEN 'month' ELSE 'day' END AS period
  FROM sums s
), opened AS (
  INSERT INTO hold (job_id, account_id, api_key_id, channel_address, amount_nano, state, request_hash, terms, expires_at)
  SELECT job_id, account_id, api_key_id, address, amount, 'open', ($7::text[])[place::int],
    ((SELECT terms FROM texts))[place::int], to_timestamp(($8::bigint[])[place::int] / 1000.0)
  FROM judged WHERE verdict = 'open'
  ON CONFLICT (job_id) DO NOTHING
  RETURNING job_id, account_id, api_key_id, channel_address, amount_nano
), channel_sums AS (
  UPDATE channel c SET held_nano = c.held_nano + d.amount
  FROM (SELECT channel_address, sum(amount_nano)::bigint AS amount FROM opened GROUP BY 1) d
  WHERE c.address = d.channel_address
), key_sums AS (
  UPDATE api_key k SET held_nano = k.held_nano + d.amount
  FROM (SELECT api_key_id, sum(amount_nano)::bigint AS amount FROM opened GROUP BY 1) d
  WHERE k.id = d.api_key_id
)
SELECT j.job_id, j.spendable, j.period, j.cap_answer_nano AS answer_cap, j.account_day_cap, j.account_day_room,
  CASE j.period WHEN 'total' THEN j.cap_nano WHEN 'month' THEN j.cap_month_nano ELSE j.cap_day_nano END AS cap,
  CASE j.period WHEN 'total' THEN j.room WHEN 'month' THEN j.month_room ELSE j.day_room END AS room,
  CASE WHEN j.verdict = 'open' AND o.job_id IS NULL THEN 'used' ELSE j.verdict END AS verdict
FROM unwaited, judged j LEFT JOIN opened o ON o.job_id = j.job_id AND j.verdict = 'open'
ORDER BY j.place`;

const RECORD_SEPARATOR = '\x1e';

/** @returns verdicts in the order of the holds. */
export async function insertHolds(sql: Sql, holds: readonly HoldRow[], nowMs: number): Promise<JudgedHold[]> {
  const { rows } = await sql.query<JudgedRow>({
    name: 'open-holds',
    text: OPEN_HOLDS,
    values: [
      utcDate(nowMs),
      utcDate(startOfUtcMonthMs(nowMs)),
      holds.map((hold) => hold.jobId),
      holds.map((hold) => hold.accountId),
      holds.map((hold) => hold.apiKeyId),
      holds.map((hold) => hold.amountNano),
      holds.map((hold) => hold.requestHash),
      holds.map((hold) => hold.expiresAtMs),
      // One text for all: as an element of an array, each of its many quotes would have to be escaped. JSON has no control
      // characters of its own.
      holds.map((hold) => hold.terms).join(RECORD_SEPARATOR),
      withEarlier(holds, (hold) => hold.accountId),
      withEarlier(holds, (hold) => hold.apiKeyId),
      repeated(holds),
    ],
  });
  return rows.map((row) => ({
    jobId: row.job_id,
    verdict: row.verdict,
    spendableNano: row.spendable === null ? null : BigInt(row.spendable),
    reached: reachedOf(row),
  }));
}

/** Of each hold: its amount with those of earlier holds of the same owner in this batch. */
function withEarlier(holds: readonly HoldRow[], ownerOf: (hold: HoldRow) => string | null): bigint[] {
  const sums = new Map<string | null, bigint>();
  return holds.map((hold) => {
    const owner = ownerOf(hold);
    const sum = (sums.get(owner) ?? 0n) + hold.amountNano;
    sums.set(owner, sum);
    return sum;
  });
}

/** Whether the same job stands earlier in the batch. */
function repeated(holds: readonly HoldRow[]): boolean[] {
  const seen = new Set<string>();
  return holds.map(({ jobId }) => seen.size === seen.add(jobId).size);
}

interface JudgedRow {
  job_id: string;
  verdict: HoldVerdict;
  spendable: string | null;
  answer_cap: string | null;
  account_day_cap: string | null;
  account_day_room: string | null;
  period: 'day' | 'month' | 'total';
  cap: string | null;
  room: string | null;
}

function reachedOf(row: JudgedRow): ReachedCap | null {
  const reached = (period: ReachedCap['period'], cap: string | null, room: string | null): ReachedCap => ({
    period,
    capNano: BigInt(cap ?? 0),
    roomNano: BigInt(room ?? 0),
  });
  if (row.verdict === 'answer_cap') return reached('answer', row.answer_cap, row.answer_cap);
  if (row.verdict === 'day_cap') return reached('day', row.account_day_cap, row.account_day_room);
  return row.verdict === 'key_cap' ? reached(row.period, row.cap, row.room) : null;
}
