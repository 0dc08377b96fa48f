import { uuidv7 } from '@spindle/shared';
import { rowsOf, type Sql, type Transaction } from '../../../platform/index.ts';
import type { BadgeLoss } from '../shapes.ts';

/** SQL on `badge_loss`: each badge that was taken off, under an id that an appeal can point to. */

export type NewLoss = Pick<BadgeLoss, 'listingId' | 'nodeId' | 'badge' | 'code'> & { evidence: object };

export async function insertLoss(sql: Sql, loss: NewLoss, nowMs: number): Promise<void> {
  const { listingId, nodeId, badge, code, evidence } = loss;
  await sql.query(
    `INSERT INTO badge_loss (id, listing_id, node_id, badge, code, evidence, at)
     VALUES ($1, $2, $3, $4, $5, $6, to_timestamp($7 / 1000.0))`,
    [uuidv7(nowMs), listingId, nodeId, badge, code, JSON.stringify(evidence), nowMs],
  );
}

/** The badge is back. */
export async function endLosses(
  transaction: Transaction,
  of: { listingId: string } | { nodeId: string },
  nowMs: number,
): Promise<void> {
  const [column, id] = 'nodeId' in of ? ['node_id', of.nodeId] : ['listing_id', of.listingId];
  const badge = 'nodeId' in of ? 'canaries' : 'verified';
  await rowsOf(
    transaction,
    `UPDATE badge_loss SET ended_at = $3::timestamptz
      WHERE ${column} = $1::uuid AND badge = $2::text AND ended_at IS NULL RETURNING id`,
    [id, badge, new Date(nowMs).toISOString()],
  );
}

type Row = {
  id: string;
  listing_id: string;
  account_id: string;
  node_id: string | null;
  badge: BadgeLoss['badge'];
  code: string;
  evidence: Record<string, unknown>;
  at: Date;
  ended_at: Date | null;
};

const SELECT = `SELECT b.*, l.account_id FROM badge_loss b JOIN listing l ON l.id = b.listing_id`;

/** Badges that a listing and its machines have lost and not won back, the last one first. */
export async function readStandingLosses(sql: Sql, listingId: string): Promise<BadgeLoss[]> {
  const { rows } = await sql.query<Row>(
    `${SELECT} WHERE b.listing_id = $1 AND b.ended_at IS NULL ORDER BY b.at DESC, b.id LIMIT 20`,
    [listingId],
  );
  return rows.map(toLoss);
}

export async function readLosses(sql: Sql, lossIds: readonly string[]): Promise<BadgeLoss[]> {
  if (lossIds.length === 0) return [];
  const { rows } = await sql.query<Row>(`${SELECT} WHERE b.id = ANY($1::uuid[])`, [lossIds]);
  return rows.map(toLoss);
}

/** Numbers and words; the ids of what was asked stand in the public list of canaries. */
const toLoss = (row: Row): BadgeLoss => ({
  lossId: row.id,
  listingId: row.listing_id,
  accountId: row.account_id,
  nodeId: row.node_id,
  badge: row.badge,
  code: row.code,
  evidence: Object.fromEntries(
    Object.entries(row.evidence).flatMap(([name, value]) => (typeof value === 'number' ? [[name, value]] : [])),
  ),
  atMs: row.at.getTime(),
  endedMs: row.ended_at?.getTime() ?? null,
});
