import type { Sql } from '../../../platform/index.ts';

/** SQL on the tier that evidence gives. Of several brokers one changes a listing: each statement is a condition, too. */

export interface ChangedTier {
  listingId: string;
  accountId: string;
  /** Why the newest evidence of its machines was refused; null where it was not. */
  code: string | null;
}

interface Columns {
  id: string;
  account_id: string;
  code: string | null;
}

const changed = (rows: Columns[]): ChangedTier[] =>
  rows.map(({ id, account_id, code }) => ({ listingId: id, accountId: account_id, code }));

/** Of a listing, every machine that ever came must have proved itself: what is sold as confidential is nothing else. */
export async function raiseProven(sql: Sql, nowMs: number): Promise<ChangedTier[]> {
  const { rows } = await sql.query<Columns>(
    `UPDATE listing l SET tier = 'confidential'
     WHERE l.tier <> 'confidential' AND l.state IN ('live', 'in_review', 'asked', 'paused')
       AND l.id IN (SELECT n.listing_id FROM node n JOIN node_evidence e ON e.node_id = n.id
                    WHERE n.retired_at IS NULL AND e.state = 'accepted' AND e.until > to_timestamp($1 / 1000.0))
       AND NOT EXISTS (SELECT 1 FROM node n LEFT JOIN node_evidence e ON e.node_id = n.id
                       WHERE n.listing_id = l.id AND n.retired_at IS NULL AND n.last_seen_at IS NOT NULL
                         AND (e.state = 'accepted' AND e.until > to_timestamp($1 / 1000.0)) IS NOT TRUE)
     RETURNING l.id, l.account_id, NULL AS code`,
    [nowMs],
  );
  return changed(rows);
}

/** Listings of which no machine has proved itself since `sinceMs`, nor was refused only since then. */
export async function lowerUnproven(sql: Sql, sinceMs: number): Promise<ChangedTier[]> {
  const { rows } = await sql.query<Columns>(
    `UPDATE listing l SET tier = 'community'
     WHERE l.tier = 'confidential'
       AND NOT EXISTS (SELECT 1 FROM node n JOIN node_evidence e ON e.node_id = n.id
                       WHERE n.listing_id = l.id AND n.retired_at IS NULL
                         AND to_timestamp($1 / 1000.0) < CASE e.state WHEN 'accepted' THEN e.until ELSE e.since END)
     RETURNING l.id, l.account_id,
       (SELECT e.code FROM node n JOIN node_evidence e ON e.node_id = n.id
        WHERE n.listing_id = l.id ORDER BY e.looked_at DESC LIMIT 1) AS code`,
    [sinceMs],
  );
  return changed(rows);
}
