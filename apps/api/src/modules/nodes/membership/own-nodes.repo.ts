import type { Sql } from '../../../platform/index.ts';

const OWN = `node.retired_at IS NULL
  AND EXISTS (SELECT 1 FROM listing l WHERE l.id = node.listing_id AND l.account_id = $2)`;

/** @returns false when there is no such node of theirs. */
export async function retireOwnNode(sql: Sql, accountId: string, nodeId: string, nowMs: number): Promise<boolean> {
  const { rowCount } = await sql.query(
    `UPDATE node SET retired_at = $3, linked_since = NULL WHERE id = $1 AND ${OWN}`,
    [...[nodeId, accountId, new Date(nowMs)]],
  );
  return rowCount === 1;
}

export async function moveOwnNode(sql: Sql, accountId: string, nodeId: string, listingId: string): Promise<boolean> {
  const { rowCount } = await sql.query(`UPDATE node SET listing_id = $3 WHERE id = $1 AND ${OWN}`, [
    ...[nodeId, accountId, listingId],
  ]);
  return rowCount === 1;
}
