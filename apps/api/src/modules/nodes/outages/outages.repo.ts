import type { Sql } from '../../../platform/index.ts';

/** SQL on machines that are away. Each is told by one broker: the row is changed with it. */

export interface Outage {
  nodeId: string;
  listingId: string;
  accountId: string;
  /** When it was last seen before the outage, and last of all. */
  sinceMs: number;
  seenAtMs: number;
}

interface Columns {
  node_id: string;
  listing_id: string;
  account_id: string;
  since: Date;
  seen_at: Date;
}

const DAY = "interval '1 day'";
/** A machine that is linked is seen this often, and then some. */
const SEEN_WITHIN = "interval '60 seconds'";
/** Rests by its owner's wish, alone or with its listing; also a while afterwards, for it to come back. */
const RESTS = `EXISTS (SELECT 1 FROM maintenance_window w
  WHERE w.listing_id = n.listing_id AND (w.node_id IS NULL OR w.node_id = n.id)
    AND w.from_at <= $1 AND w.to_at > $2 AND (w.ended_at IS NULL OR w.ended_at > $2))`;

/** Machines that were last seen before `seenBeforeMs`, and of which nobody was told yet. */
export async function takeAway(sql: Sql, nowMs: number, seenBeforeMs: number): Promise<Outage[]> {
  const { rows } = await sql.query<Columns>({
    name: 'outages-away',
    text: `UPDATE node AS n SET told_away_since = n.last_seen_at FROM listing l
            WHERE l.id = n.listing_id AND l.state = 'live' AND n.retired_at IS NULL AND n.told_away_since IS NULL
              AND n.last_seen_at < $2 AND n.last_seen_at > $1::timestamptz - ${DAY} AND NOT ${RESTS}
            RETURNING n.id AS node_id, n.listing_id, l.account_id, n.last_seen_at AS since, n.last_seen_at AS seen_at`,
    values: [new Date(nowMs), new Date(seenBeforeMs)],
  });
  return rows.map(toOutage);
}

/** Machines that were told to be away and are seen again. */
export async function takeBack(sql: Sql, nowMs: number): Promise<Outage[]> {
  const { rows } = await sql.query<Columns>({
    name: 'outages-back',
    text: `UPDATE node AS n SET told_away_since = NULL FROM node AS before JOIN listing l ON l.id = before.listing_id
            WHERE before.id = n.id AND before.told_away_since IS NOT NULL
              AND n.told_away_since IS NOT NULL AND n.last_seen_at > n.told_away_since
              AND n.last_seen_at > $1::timestamptz - ${SEEN_WITHIN}
            RETURNING n.id AS node_id, n.listing_id, l.account_id, before.told_away_since AS since, n.last_seen_at AS seen_at`,
    values: [new Date(nowMs)],
  });
  return rows.map(toOutage);
}

const toOutage = (row: Columns): Outage => ({
  nodeId: row.node_id,
  listingId: row.listing_id,
  accountId: row.account_id,
  sinceMs: row.since.getTime(),
  seenAtMs: row.seen_at.getTime(),
});
