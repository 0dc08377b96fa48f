import { factsText, type MarketEvent, type Sql } from '../../platform/index.ts';
import type { Audience } from './kinds.ts';

/** SQL on notices. */

export interface NoticeWrite {
  accountId: string | null;
  audience: Audience;
  kind: string;
  subject: string;
  facts: MarketEvent['facts'];
  key: string;
  atMs: number;
}

export async function lockReader(sql: Sql, reader: string): Promise<void> {
  await sql.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 7))', [`notice:${reader}`]);
}

/** The newest keys of a notice that counts many. */
const KEPT_KEYS = 100;

/**
 * Leaves what was told as it is, and counts what may be folded into an unread notice of its kind.
 * @param sinceMs how old the other may be; null folds into none.
 * @returns whether there is nothing more to write.
 */
export async function foldIntoRecent(sql: Sql, write: NoticeWrite & { sinceMs: number | null }): Promise<boolean> {
  const { accountId, audience, kind, subject, facts, key, atMs, sinceMs } = write;
  const found = await sql.query<{ id: string; is_told: boolean }>({
    name: 'notice-recent',
    text: `SELECT n.id, $4 = ANY(n.keys) AS is_told
             FROM notice n LEFT JOIN notice_setting s ON s.account_id = n.account_id
            WHERE n.audience = $1 AND n.account_id IS NOT DISTINCT FROM $2::uuid AND n.kind = $3
              AND ($4 = ANY(n.keys) OR (n.created_at >= $5 AND n.last_at > COALESCE(s.read_through, 'epoch')))
            ORDER BY is_told DESC, n.last_at DESC LIMIT 1`,
    values: [audience, accountId, kind, key, sinceMs === null ? null : new Date(sinceMs)],
  });
  const [recent] = found.rows;
  if (!recent || recent.is_told) return recent !== undefined;
  await sql.query({
    name: 'notice-fold',
    text: `UPDATE notice SET count = count + 1, last_at = $2, subject = $3, facts = $4::jsonb,
                  keys = (ARRAY[$5::text] || keys)[1:${KEPT_KEYS}] WHERE id = $1`,
    values: [recent.id, new Date(atMs), subject, factsText(facts), key],
  });
  return true;
}

export async function insertNotice(sql: Sql, { id, ...write }: NoticeWrite & { id: string }): Promise<void> {
  const { accountId, audience, kind, subject, facts, key, atMs } = write;
  await sql.query({
    name: 'notice-insert',
    text: `INSERT INTO notice (id, account_id, audience, kind, subject, facts, keys, created_at, last_at)
           VALUES ($1, $2, $3, $4, $5, $6::jsonb, ARRAY[$7::text], $8, $8)`,
    values: [id, accountId, audience, kind, subject, factsText(facts), key, new Date(atMs)],
  });
}

export interface NoticeRow {
  id: string;
  kind: string;
  account_id: string | null;
  subject: string;
  facts: unknown;
  created_at: Date;
  last_at: Date;
  count: number;
  is_read: boolean;
}

/** What a reader may see: their own, and what is for everybody like them since they came; nothing that they muted. */
const VISIBLE = `FROM account a LEFT JOIN notice_setting s ON s.account_id = a.id
  JOIN notice n ON n.account_id = a.id
    OR (n.account_id IS NULL AND n.last_at >= a.created_at AND (n.audience = 'everybody' OR n.audience = ANY(a.roles)))
  WHERE a.id = $1 AND NOT (n.kind = ANY(COALESCE(s.muted, '{}')))`;

export interface NoticeCursor {
  atMs: number;
  id: string;
}

export async function readNotices(
  sql: Sql,
  accountId: string,
  after: NoticeCursor | null,
  limit: number,
): Promise<NoticeRow[]> {
  const { rows } = await sql.query<NoticeRow>(
    `SELECT n.id, n.kind, n.account_id, n.subject, n.facts, n.created_at, n.last_at, n.count,
            n.last_at <= COALESCE(s.read_through, 'epoch') AS is_read
     ${VISIBLE} AND ($2::timestamptz IS NULL OR (n.last_at, n.id) < ($2, $3::uuid))
     ORDER BY n.last_at DESC, n.id DESC LIMIT $4`,
    [accountId, after ? new Date(after.atMs) : null, after?.id ?? null, limit],
  );
  return rows;
}

/** @param most counting ends there. */
export async function countUnread(sql: Sql, accountId: string, most: number): Promise<number> {
  const { rows } = await sql.query<{ unread: number }>(
    `SELECT count(*)::int AS unread FROM (SELECT 1 ${VISIBLE} AND n.last_at > COALESCE(s.read_through, 'epoch') LIMIT $2) AS u`,
    [accountId, most],
  );
  return rows[0]?.unread ?? 0;
}

/** What is read stays read: an earlier moment changes nothing. */
export async function markReadThrough(sql: Sql, accountId: string, throughMs: number): Promise<void> {
  await sql.query(
    `INSERT INTO notice_setting AS s (account_id, read_through) VALUES ($1, $2)
     ON CONFLICT (account_id) DO UPDATE
       SET read_through = GREATEST(COALESCE(s.read_through, excluded.read_through), excluded.read_through)`,
    [accountId, new Date(throughMs)],
  );
}

/** @returns how many. */
export async function dropOldNotices(sql: Sql, beforeMs: number): Promise<number> {
  const { rowCount } = await sql.query('DELETE FROM notice WHERE last_at < $1', [new Date(beforeMs)]);
  return rowCount ?? 0;
}

/** Titles of listings and names of models, as notices call them. */
export async function readNames(
  sql: Sql,
  listingIds: readonly string[],
  modelIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql.query<{ id: string; name: string }>(
    `SELECT id::text, title AS name FROM listing WHERE id = ANY($1::uuid[])
     UNION ALL SELECT id, name FROM catalog_model WHERE id = ANY($2)`,
    [listingIds, modelIds],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}
