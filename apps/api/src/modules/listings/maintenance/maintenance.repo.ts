import type { Sql } from '../../../platform/index.ts';
import type { MaintenanceWindow } from '../shapes.ts';
import { DRAIN_MS } from './window.ts';

/** SQL on `maintenance_window`. */

const COLUMNS = 'w.id, w.listing_id, w.node_id, w.from_at, w.to_at, w.ended_at';

interface Row {
  id: string;
  listing_id: string;
  node_id: string | null;
  from_at: Date;
  to_at: Date;
  ended_at: Date | null;
}

/** Whether a whole listing `l` takes no new buyers at the moment `at`: it drains, or is away. For conditions of SQL. */
export const restsAt = (at: string): string => `EXISTS (SELECT 1 FROM maintenance_window w
  WHERE w.listing_id = l.id AND w.node_id IS NULL AND w.to_at > ${at} AND (w.ended_at IS NULL OR w.ended_at > ${at})
    AND w.from_at <= ${at} + interval '${DRAIN_MS} milliseconds')`;

/** Windows of some listings that ended after `sinceMs`, the first to begin first. */
export async function readWindows(
  sql: Sql,
  listingIds: readonly string[],
  sinceMs: number,
): Promise<MaintenanceWindow[]> {
  const { rows } = await sql.query<Row>(
    `SELECT ${COLUMNS} FROM maintenance_window w
      WHERE w.listing_id = ANY($1::uuid[]) AND w.to_at > $2 AND (w.ended_at IS NULL OR w.ended_at > $2)
      ORDER BY w.from_at, w.id`,
    [listingIds, new Date(sinceMs)],
  );
  return rows.map(toWindow);
}

/** Windows of single nodes that are on, or drain. */
export async function readRestingNodes(sql: Sql, nowMs: number): Promise<string[]> {
  const { rows } = await sql.query<{ node_id: string }>(
    `SELECT DISTINCT w.node_id FROM maintenance_window w
      WHERE w.node_id IS NOT NULL AND w.told <> 'ended' AND w.from_at <= $2
        AND w.to_at > $1 AND (w.ended_at IS NULL OR w.ended_at > $1)`,
    [new Date(nowMs), new Date(nowMs + DRAIN_MS)],
  );
  return rows.map(({ node_id }) => node_id);
}

/** Locks the listing against others who plan at the same time. @returns its state; null when it is not theirs. */
export async function lockOwnListing(sql: Sql, listingId: string, accountId: string): Promise<string | null> {
  const { rows } = await sql.query<{ state: string }>(
    'SELECT state FROM listing WHERE id = $1 AND account_id = $2 FOR UPDATE',
    [listingId, accountId],
  );
  return rows[0]?.state ?? null;
}

export async function isNodeOf(sql: Sql, nodeId: string, listingId: string): Promise<boolean> {
  const { rowCount } = await sql.query('SELECT 1 FROM node WHERE id = $1 AND listing_id = $2 AND retired_at IS NULL', [
    nodeId,
    listingId,
  ]);
  return rowCount === 1;
}

export async function insertWindow(sql: Sql, window: MaintenanceWindow, nowMs: number): Promise<void> {
  await sql.query(
    `INSERT INTO maintenance_window (id, listing_id, node_id, from_at, to_at, created_at)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [
      ...[window.windowId, window.listingId, window.nodeId],
      ...[new Date(window.fromMs), new Date(window.toMs), new Date(nowMs)],
    ],
  );
}

/** Ends a window that is not over: of two who end it at once, one does. @returns it as it is then. */
export async function endWindowNow(sql: Sql, windowId: string, nowMs: number): Promise<MaintenanceWindow | null> {
  const { rows } = await sql.query<Row>(
    `UPDATE maintenance_window w SET ended_at = $2, told = 'ended'
      WHERE w.id = $1 AND w.to_at > $2 AND w.ended_at IS NULL RETURNING ${COLUMNS}`,
    [windowId, new Date(nowMs)],
  );
  return rows[0] ? toWindow(rows[0]) : null;
}

/** Windows of which it must still be told that they began (or ended), marked as told. */
export async function takeUntold(
  sql: Sql,
  step: 'began' | 'ended',
  nowMs: number,
): Promise<(MaintenanceWindow & { accountId: string })[]> {
  const due = step === 'began' ? `w.told = 'planned' AND w.from_at <= $2` : `w.told <> 'ended' AND w.to_at <= $2`;
  const { rows } = await sql.query<Row & { account_id: string }>(
    `UPDATE maintenance_window w SET told = $1 FROM listing l
      WHERE l.id = w.listing_id AND ${due}
        AND w.id IN (SELECT id FROM maintenance_window w WHERE ${due} ORDER BY id LIMIT 100 FOR UPDATE SKIP LOCKED)
      RETURNING ${COLUMNS}, l.account_id`,
    [step, new Date(nowMs)],
  );
  return rows.map((row) => ({ ...toWindow(row), accountId: row.account_id }));
}

const toWindow = (row: Row): MaintenanceWindow => ({
  windowId: row.id,
  listingId: row.listing_id,
  nodeId: row.node_id,
  fromMs: row.from_at.getTime(),
  toMs: row.to_at.getTime(),
  endedMs: row.ended_at?.getTime() ?? null,
});
