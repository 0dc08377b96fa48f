import type { AccountId } from '@spindle/shared';
import { type Sql, startOfUtcDayMs } from '../../platform/index.ts';
import type { GiftSums } from './judge-gift.ts';
import type { GiftTotals } from './shapes.ts';

/** All gifts are given one after another: sums over all of them are judged, and those must not change meanwhile. */
export async function lockGifts(sql: Sql): Promise<void> {
  await sql.query(`SELECT pg_advisory_xact_lock(hashtextextended('gift', 0))`);
}

/** The same for who does not wait. @returns whether it was free. */
export async function tryLockGifts(sql: Sql): Promise<boolean> {
  const { rows } = await sql.query<{ free: boolean }>(
    `SELECT pg_try_advisory_xact_lock(hashtextextended('gift', 0)) AS free`,
  );
  return rows[0]?.free ?? false;
}

/** An address says nothing after its day; it is kept one more, for whoever looks into a misuse. */
const ADDRESS_KEPT = "interval '2 days'";

/** Takes up how gifts have ended meanwhile, by the books; under the lock. What has no hold was lost with a crash before it began. */
export async function foldEnded(sql: Sql, nowMs: number): Promise<void> {
  await sql.query(
    `UPDATE gift g SET state = e.state, cost_nano = e.cost FROM (
       SELECT o.job_id, COALESCE(h.state, 'released') AS state, COALESCE((
         SELECT -p.amount_nano FROM transfer t JOIN posting p ON p.transfer_id = t.id
         JOIN ledger_account la ON la.id = p.ledger_account_id
         WHERE t.key = 'settle:' || o.job_id AND la.kind = 'promotions'
       ), 0) AS cost
       FROM gift o LEFT JOIN hold h ON h.job_id = o.job_id WHERE o.state = 'open' AND h.state IS DISTINCT FROM 'open'
     ) e WHERE g.job_id = e.job_id`,
  );
  await sql.query(
    `UPDATE gift SET address_hash = '' WHERE address_hash <> '' AND created_at < $1::timestamptz - ${ADDRESS_KEPT}`,
    [new Date(nowMs)],
  );
}

/** By a scalar for each figure, so that each goes by its own index. @param addressHash null where no address is known. */
export async function readGiftSums(
  sql: Sql,
  accountId: AccountId,
  addressHash: string | null,
  nowMs: number,
): Promise<GiftSums> {
  const { rows } = await sql.query<SumColumns>(
    `SELECT
       (SELECT count(*) FROM gift WHERE account_id = $1 AND state <> 'released')::int AS given,
       (SELECT count(*) FROM gift WHERE account_id = $1 AND created_at >= $3)::int AS tries,
       (SELECT count(*) FROM gift WHERE address_hash = $2 AND created_at >= $3 AND state <> 'released')::int AS address,
       (SELECT COALESCE(sum(CASE state WHEN 'open' THEN hold_nano ELSE cost_nano END), 0)
          FROM gift WHERE created_at >= $3) AS day,
       EXISTS (SELECT 1 FROM channel WHERE account_id = $1 AND deposited_nano > 0) AS has_deposit`,
    [accountId, addressHash, new Date(startOfUtcDayMs(nowMs))],
  );
  const [row] = rows;
  if (!row) throw new Error('sums are always one row');
  return {
    given: row.given,
    triesToday: row.tries,
    addressGiven: row.address,
    dayNano: BigInt(row.day),
    hasDeposit: row.has_deposit,
  };
}

interface SumColumns {
  given: number;
  tries: number;
  address: number;
  day: string;
  has_deposit: boolean;
}

export interface GiftRow {
  jobId: string;
  accountId: AccountId;
  addressHash: string | null;
  holdNano: bigint;
}

/** @returns false when this job was given something before. */
export async function insertGift(sql: Sql, gift: GiftRow, nowMs: number): Promise<boolean> {
  const { jobId, accountId, addressHash, holdNano } = gift;
  const { rowCount } = await sql.query(
    `INSERT INTO gift (job_id, account_id, address_hash, state, hold_nano, created_at)
     VALUES ($1, $2, $3, 'open', $4, $5) ON CONFLICT (job_id) DO NOTHING`,
    [jobId, accountId, addressHash ?? '', holdNano, new Date(nowMs)],
  );
  return rowCount === 1;
}

export async function readGiftTotals(sql: Sql, nowMs: number): Promise<GiftTotals> {
  const { rows } = await sql.query<Record<'today' | 'answers_today' | 'cost' | 'answers', string>>(
    `SELECT COALESCE(sum(cost_nano) FILTER (WHERE created_at >= $1), 0) AS today,
       count(*) FILTER (WHERE created_at >= $1 AND state = 'settled') AS answers_today,
       COALESCE(sum(cost_nano), 0) AS cost, count(*) FILTER (WHERE state = 'settled') AS answers FROM gift`,
    [new Date(startOfUtcDayMs(nowMs))],
  );
  const [row] = rows;
  return {
    todayNano: BigInt(row?.today ?? 0),
    answersToday: Number(row?.answers_today ?? 0),
    costNano: BigInt(row?.cost ?? 0),
    answers: Number(row?.answers ?? 0),
  };
}
