import { rowsOf, type Sql, type Transaction } from '../../../platform/index.ts';
import { CHECKS, type CheckOutcome, type CheckResult } from './check-result.ts';

/** SQL on the results of checks, and on who is to be checked next. */

export interface CheckedListing {
  listingId: string;
  state: string;
}

/** Listings that wait for review, and live ones that were not looked at since `staleMs`: those of longest ago first. */
export async function nextToCheck(sql: Sql, staleMs: number, limit: number): Promise<CheckedListing[]> {
  const { rows } = await sql.query<{ id: string; state: string }>(
    `(SELECT id, state FROM listing WHERE state = 'in_review' ORDER BY checked_at NULLS FIRST LIMIT $2)
     UNION ALL
     (SELECT id, state FROM listing
       WHERE state = 'live' AND (checked_at IS NULL OR checked_at < to_timestamp($1 / 1000.0))
       ORDER BY checked_at NULLS FIRST LIMIT $2)`,
    [staleMs, limit],
  );
  return rows.map(({ id, state }) => ({ listingId: id, state }));
}

export async function noteChecked(sql: Sql, listingIds: readonly string[], atMs: number): Promise<void> {
  await sql.query('UPDATE listing SET checked_at = to_timestamp($2 / 1000.0) WHERE id = ANY($1::uuid[])', [
    listingIds,
    atMs,
  ]);
}

/** Keeps the last result of each check; rows that say the same are left as they are. */
export async function saveChecks(
  sql: Sql,
  listingId: string,
  results: readonly CheckResult[],
  atMs: number,
): Promise<void> {
  await sql.query(
    `INSERT INTO listing_check (listing_id, "check", outcome, claimed, reported, measured, at)
     SELECT $1, r.*, to_timestamp($7 / 1000.0)
       FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[])
         AS r(id, outcome, claimed, reported, measured)
     ON CONFLICT (listing_id, "check") DO UPDATE SET outcome = excluded.outcome, claimed = excluded.claimed,
       reported = excluded.reported, measured = excluded.measured, at = excluded.at
     WHERE (listing_check.outcome, listing_check.claimed, listing_check.reported, listing_check.measured)
       IS DISTINCT FROM (excluded.outcome, excluded.claimed, excluded.reported, excluded.measured)`,
    [
      listingId,
      results.map(({ check }) => check),
      results.map(({ outcome }) => outcome),
      results.map(({ claimed }) => claimed),
      results.map(({ reported }) => reported),
      results.map(({ measured }) => measured),
      atMs,
    ],
  );
}

interface Row {
  listing_id: string;
  check: string;
  outcome: CheckOutcome;
  claimed: string | null;
  reported: string | null;
  measured: string | null;
}

/** The last results, by listing, in the order of `CHECKS`. Checks of a later version are left out. */
export async function readChecks(sql: Sql, listingIds: readonly string[]): Promise<Map<string, CheckResult[]>> {
  const { rows } = await sql.query<Row>(
    'SELECT listing_id, "check", outcome, claimed, reported, measured FROM listing_check WHERE listing_id = ANY($1::uuid[])',
    [listingIds],
  );
  const found = new Map<string, CheckResult[]>();
  for (const check of CHECKS) {
    for (const { listing_id, ...row } of rows) {
      if (row.check !== check) continue;
      const { outcome, claimed, reported, measured } = row;
      const results = found.get(listing_id) ?? [];
      found.set(listing_id, [...results, { check, outcome, claimed, reported, measured }]);
    }
  }
  return found;
}

/** What an admin has let pass: checks that failed, each with what it said. */
export async function waiveChecks(
  transaction: Transaction,
  listingId: string,
  waived: Readonly<Record<string, string>>,
): Promise<void> {
  await rowsOf(transaction, 'UPDATE listing SET waived_checks = $2::text::jsonb WHERE id = $1::text::uuid', [
    listingId,
    JSON.stringify(waived),
  ]);
}

/** Whether a provider has sold for a week, and nothing was rejected, paused by us or banned for a month. */
export async function isInGoodStanding(sql: Sql, accountId: string, nowMs: number): Promise<boolean> {
  const { rows } = await sql.query(
    `SELECT 1 FROM account a
      WHERE a.id = $1 AND a.banned_reason IS NULL
        AND EXISTS (SELECT 1 FROM listing l
          WHERE l.account_id = a.id AND l.state = 'live' AND l.state_since < to_timestamp($2 / 1000.0) - interval '7 days')
        AND NOT EXISTS (SELECT 1 FROM listing_state_change c JOIN listing l ON l.id = c.listing_id
          WHERE l.account_id = a.id AND c.at > to_timestamp($2 / 1000.0) - interval '30 days'
            AND c.by <> 'owner' AND c.state IN ('rejected', 'paused', 'banned'))`,
    [accountId, nowMs],
  );
  return rows.length > 0;
}
