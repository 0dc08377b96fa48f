import type { Sql } from '../../../platform/index.ts';
import type { RecordInputs } from './track-record.ts';
import type { VerifiedFacts } from './verified.ts';

/** What is known of a listing, for its badge and its record. */
export interface ListingFacts {
  listingId: string;
  accountId: string;
  tier: string;
  record: RecordInputs;
  verified: Omit<VerifiedFacts, 'plausibility' | 'isVerifiedNow' | 'answers' | 'failures'>;
  /** The last measurement of each model by each machine within two days. */
  speeds: { hardwareId: string; gpuCount: number; activeB: number; tokensPerSecond: number }[];
}

interface Row {
  listing_id: string;
  account_id: string;
  tier: string;
  state: string;
  has_wallet: boolean;
  answers: number;
  failures: number;
  uptime: number;
  possible: number;
  days: number;
  age_days: number;
  offline_hours: number;
  passed: number;
  failed: number;
  suspected: number;
  slow: number | null;
  usual: number | null;
  measurements: number;
  waived: string | null;
  speeds: ListingFacts['speeds'] | null;
}

/**
 * Everything that badges and records are reckoned from, of some listings. One query: each part by an index on the
 * listing and its time.
 */
export async function readFacts(sql: Sql, listingIds: readonly string[], nowMs: number): Promise<ListingFacts[]> {
  const { rows } = await sql.query<Row>(
    `WITH now AS (SELECT to_timestamp($2 / 1000.0) AS at, to_timestamp($2 / 1000.0) - interval '30 days' AS since)
     SELECT l.id AS listing_id, l.account_id, l.tier, l.state, w.account_id IS NOT NULL AS has_wallet,
       coalesce(d.answers, 0)::int AS answers, coalesce(f.failures, 0)::int AS failures,
       coalesce(d.uptime, 0)::int AS uptime, coalesce(n.possible, 0)::int AS possible, coalesce(d.days, 0)::int AS days,
       coalesce(n.age_days, 0)::float8 AS age_days, coalesce(n.offline_hours, 1e6)::float8 AS offline_hours,
       coalesce(c.passed, 0)::int AS passed, coalesce(c.failed, 0)::int AS failed, coalesce(n.suspected, 0)::int AS suspected,
       m.slow, m.usual, coalesce(m.measurements, 0)::int AS measurements, m.speeds,
       CASE WHEN b.waived_until > now.at THEN b.waived_code END AS waived
     FROM now, listing l LEFT JOIN wallet w ON w.account_id = l.account_id LEFT JOIN listing_badge b ON b.listing_id = l.id
     LEFT JOIN LATERAL (
       SELECT sum(answers) AS answers, sum(uptime_minutes) AS uptime,
              count(DISTINCT day) FILTER (WHERE uptime_minutes >= 60) AS days
       FROM node_day WHERE listing_id = l.id AND day >= (now.since AT TIME ZONE 'UTC')::date
     ) d ON true
     LEFT JOIN LATERAL (
       SELECT sum(f.count) AS failures FROM node_day_fault f JOIN node ON node.id = f.node_id
       WHERE node.listing_id = l.id AND f.day >= (now.since AT TIME ZONE 'UTC')::date
     ) f ON true
     LEFT JOIN LATERAL (
       SELECT sum(extract(epoch FROM now.at - greatest(joined_at, now.since)) / 60) AS possible,
              max(extract(epoch FROM now.at - joined_at) / 86400) AS age_days,
              min(CASE WHEN linked_since IS NOT NULL THEN 0
                  ELSE extract(epoch FROM now.at - coalesce(last_seen_at, joined_at)) / 3600 END) AS offline_hours,
              count(*) FILTER (WHERE s.state = 'suspected') AS suspected
       FROM node LEFT JOIN node_standing s ON s.node_id = node.id
       WHERE listing_id = l.id AND retired_at IS NULL
     ) n ON true
     LEFT JOIN LATERAL (
       SELECT count(*) FILTER (WHERE verdict = 'passed') AS passed, count(*) FILTER (WHERE verdict = 'failed') AS failed
       FROM canary_run WHERE listing_id = l.id AND at > now.since
     ) c ON true
     LEFT JOIN LATERAL (
       SELECT percentile_cont(0.1) WITHIN GROUP (ORDER BY tokens_per_second) AS slow,
              percentile_cont(0.5) WITHIN GROUP (ORDER BY tokens_per_second) AS usual, count(*) AS measurements,
              jsonb_agg(jsonb_build_object('hardwareId', l.hardware_id, 'gpuCount', l.gpu_count,
                'activeB', coalesce(model.active_b, model.parameters_b), 'tokensPerSecond', m.tokens_per_second))
                FILTER (WHERE m.at > now.at - interval '2 days' AND m.tokens_per_second IS NOT NULL
                        AND NOT model.is_test_engine) AS speeds
       FROM measurement m JOIN catalog_model model ON model.id = m.model_id
       WHERE m.listing_id = l.id AND m.at > now.since
     ) m ON true
     WHERE l.id = ANY($1::uuid[])`,
    [listingIds, nowMs],
  );
  return rows.map(toFacts);
}

const toFacts = (row: Row): ListingFacts => ({
  listingId: row.listing_id,
  accountId: row.account_id,
  tier: row.tier,
  record: {
    answers: row.answers,
    failures: row.failures,
    uptimeMinutes: row.uptime,
    possibleMinutes: row.possible,
    canariesPassed: row.passed,
    canariesFailed: row.failed,
    slowTokensPerSecond: row.slow,
    usualTokensPerSecond: row.usual,
    measurements: row.measurements,
    ageDays: Math.floor(row.age_days),
  },
  verified: {
    isLive: row.state === 'live',
    hasWallet: row.has_wallet,
    suspectedNodes: row.suspected,
    days: row.days,
    offlineHours: Math.floor(row.offline_hours),
    waivedCode: row.waived,
  },
  speeds: row.speeds ?? [],
});

/** Listings whose badge has not been looked at for longest, with at least one machine. */
export async function readDueListings(sql: Sql, beforeMs: number, limit: number): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>(
    `SELECT l.id FROM listing l LEFT JOIN listing_badge b ON b.listing_id = l.id
     WHERE l.state IN ('live', 'in_review', 'paused') AND l.tier <> 'confidential'
       AND (b.looked_at IS NULL OR b.looked_at < to_timestamp($1 / 1000.0))
       AND EXISTS (SELECT 1 FROM node WHERE node.listing_id = l.id AND node.retired_at IS NULL)
     ORDER BY b.looked_at NULLS FIRST LIMIT $2`,
    [beforeMs, limit],
  );
  return rows.map(({ id }) => id);
}
