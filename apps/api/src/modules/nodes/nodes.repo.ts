import { type OfferedModel, TelemetrySchema } from '@spindle/shared';
import type { Sql } from '../../platform/index.ts';
import type { Suspicion } from './presence/node-condition.ts';
import type { HeardTelemetry } from './shapes.ts';

export interface KnownNode {
  nodeId: string;
  listingId: string;
  identityKey: string;
  isRetired: boolean;
  firstTokenMs: number | null;
  tokensPerSecond: number | null;
  /** Good answers that are known of. */
  answers: number;
}

/** @returns null when there is no such node. */
export async function readNode(sql: Sql, nodeId: string): Promise<KnownNode | null> {
  const { rows } = await sql.query<{
    listing_id: string;
    identity_key: string;
    is_retired: boolean;
    first_token_ms: number | null;
    tokens_per_second: number | null;
    answers: number;
  }>(
    `SELECT listing_id, identity_key, retired_at IS NOT NULL AS is_retired, first_token_ms, tokens_per_second,
            answers
     FROM node WHERE id = $1`,
    [nodeId],
  );
  const [row] = rows;
  if (!row) return null;
  return {
    nodeId,
    listingId: row.listing_id,
    identityKey: row.identity_key,
    isRetired: row.is_retired,
    firstTokenMs: row.first_token_ms,
    tokensPerSecond: row.tokens_per_second,
    answers: row.answers,
  };
}

/** What each listing offers, with the catalogue's exact revisions; listings without offers are left out. */
export async function readOffers(sql: Sql, listingIds: readonly string[]): Promise<Map<string, OfferedModel[]>> {
  const { rows } = await sql.query<{ listing_id: string; id: string; revision: string; context_length: number }>(
    `SELECT offer.listing_id, model.id, model.revision, model.context_length
     FROM offer JOIN catalog_model model ON model.id = offer.model_id
     WHERE offer.is_active AND offer.listing_id = ANY($1::uuid[]) ORDER BY offer.listing_id, model.id`,
    [listingIds],
  );
  const offers = new Map<string, OfferedModel[]>();
  for (const row of rows) {
    const list = offers.get(row.listing_id) ?? [];
    list.push({ model: row.id, revision: row.revision, contextLength: row.context_length });
    offers.set(row.listing_id, list);
  }
  return offers;
}

export interface NodeRow {
  nodeId: string;
  listingId: string;
  identityKey: string;
  program: string;
  lastSeenAtMs: number | null;
  firstTokenMs: number | null;
  tokensPerSecond: number | null;
  measuredAtMs: number | null;
  /** What it told last of its engines. */
  told: HeardTelemetry | null;
  /** Why canaries suspect it; null while they do not. */
  suspected: Suspicion | null;
}

/** Nodes of listings that are not retired, oldest first. */
export async function readNodesOf(sql: Sql, listingIds: readonly string[]): Promise<NodeRow[]> {
  const { rows } = await sql.query<{
    id: string;
    listing_id: string;
    identity_key: string;
    program: string;
    last_seen_at: Date | null;
    first_token_ms: number | null;
    tokens_per_second: number | null;
    measured_at: Date | null;
    told: unknown;
    told_at: Date | null;
    suspected_code: string | null;
    suspected_since: Date | null;
    suspected_by: Record<string, unknown> | null;
  }>(
    `SELECT id, listing_id, identity_key, program, last_seen_at, first_token_ms, tokens_per_second, measured_at,
            told, told_at, s.code AS suspected_code, s.since AS suspected_since, s.evidence AS suspected_by
     FROM node LEFT JOIN node_standing s ON s.node_id = node.id AND s.state = 'suspected'
     WHERE retired_at IS NULL AND listing_id = ANY($1::uuid[]) ORDER BY joined_at, id`,
    [listingIds],
  );
  return rows.map((row) => ({
    nodeId: row.id,
    listingId: row.listing_id,
    identityKey: row.identity_key,
    program: row.program,
    lastSeenAtMs: row.last_seen_at?.getTime() ?? null,
    firstTokenMs: row.first_token_ms,
    tokensPerSecond: row.tokens_per_second,
    measuredAtMs: row.measured_at?.getTime() ?? null,
    told: heardOf(row.told, row.told_at),
    suspected: suspicionOf(row.suspected_code, row.suspected_since, row.suspected_by ?? {}),
  }));
}

/** What an older version wrote may have another shape: it is then none. */
function heardOf(raw: unknown, at: Date | null): HeardTelemetry | null {
  const told = TelemetrySchema.safeParse(raw);
  return told.success && at ? { told: told.data, atMs: at.getTime() } : null;
}

function suspicionOf(code: string | null, since: Date | null, evidence: Record<string, unknown>): Suspicion | null {
  if (code === null || since === null) return null;
  const numbers = Object.entries(evidence).filter((entry): entry is [string, number] => typeof entry[1] === 'number');
  return { code, sinceMs: since.getTime(), evidence: Object.fromEntries(numbers) };
}

/** What became of a node since it was last written; `null` for what did not change. */
export interface NodeNews {
  nodeId: string;
  lastSeenAtMs: number;
  /** 0 for a node whose link is gone. */
  linkedSinceMs: number | null;
  program: string | null;
  measured: { firstTokenMs: number; tokensPerSecond: number | null; atMs: number } | null;
  answers: number | null;
  told: HeardTelemetry | null;
}

/** Writes many nodes by one statement. */
export async function saveNews(sql: Sql, news: readonly NodeNews[]): Promise<void> {
  await sql.query(
    `UPDATE node SET
       last_seen_at = to_timestamp(news.seen / 1000.0),
       linked_since = CASE WHEN news.linked IS NULL THEN linked_since
                           WHEN news.linked = 0 THEN NULL ELSE to_timestamp(news.linked / 1000.0) END,
       program = coalesce(news.program, node.program),
       first_token_ms = coalesce(news.first_token_ms, node.first_token_ms),
       tokens_per_second = coalesce(news.tokens_per_second, node.tokens_per_second),
       measured_at = coalesce(to_timestamp(news.measured / 1000.0), node.measured_at),
       answers = greatest(news.answers, node.answers),
       told = coalesce(news.told, node.told),
       told_at = coalesce(to_timestamp(news.told_at / 1000.0), node.told_at)
     FROM unnest($1::uuid[], $2::float8[], $3::float8[], $4::text[], $5::int[], $6::float8[], $7::float8[],
                 $8::int[], $9::jsonb[], $10::float8[])
       AS news(id, seen, linked, program, first_token_ms, tokens_per_second, measured, answers, told, told_at)
     WHERE node.id = news.id`,
    [
      news.map((it) => it.nodeId),
      news.map((it) => it.lastSeenAtMs),
      news.map((it) => it.linkedSinceMs),
      news.map((it) => it.program),
      news.map((it) => it.measured?.firstTokenMs ?? null),
      news.map((it) => it.measured?.tokensPerSecond ?? null),
      news.map((it) => it.measured?.atMs ?? null),
      news.map((it) => it.answers),
      news.map((it) => it.told && JSON.stringify(it.told.told)),
      news.map((it) => it.told?.atMs ?? null),
    ],
  );
}
