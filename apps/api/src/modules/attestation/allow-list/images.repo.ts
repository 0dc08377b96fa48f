import { rowsOf, type Transaction } from '../../../platform/index.ts';
import type { ImageState } from './shapes.ts';

/** SQL on the images. The database refuses to change what was decided. */

export interface ImageRow {
  leafHash: string;
  leaf: string;
  state: ImageState;
  place: number | null;
  note: string;
  proposedBy: string;
  proposedAtMs: number;
  reviewedBy: string | null;
  revokedAtMs: number | null;
}

type Columns = {
  leaf_hash: string;
  leaf: string;
  state: ImageState;
  place: number | null;
  note: string;
  proposed_by: string;
  proposed_at: Date;
  reviewed_by: string | null;
  revoked_at: Date | null;
};

const COLUMNS = 'leaf_hash, leaf, state, place, note, proposed_by, proposed_at, reviewed_by, revoked_at';

/** Until the transaction ends, whoever changes the list waits. */
export async function lockImages(transaction: Transaction): Promise<void> {
  await rowsOf(transaction, `SELECT pg_advisory_xact_lock(hashtext('allowed_image'))::text`);
}

/** All of them: a few each year. Those of the tree first, in its order. */
export async function readImages(transaction: Transaction): Promise<ImageRow[]> {
  const rows = await rowsOf<Columns>(
    transaction,
    `SELECT ${COLUMNS} FROM allowed_image ORDER BY place NULLS LAST, proposed_at`,
  );
  return rows.map(toRow);
}

export async function readImage(transaction: Transaction, leafHash: string): Promise<ImageRow | null> {
  const [row] = await rowsOf<Columns>(transaction, `SELECT ${COLUMNS} FROM allowed_image WHERE leaf_hash = $1::text`, [
    leafHash,
  ]);
  return row ? toRow(row) : null;
}

/** @returns false when the image is known already. */
export async function insertImage(
  transaction: Transaction,
  image: Pick<ImageRow, 'leafHash' | 'leaf' | 'note' | 'proposedBy' | 'proposedAtMs'>,
): Promise<boolean> {
  const { leafHash, leaf, note, proposedBy, proposedAtMs } = image;
  const rows = await rowsOf(
    transaction,
    `INSERT INTO allowed_image (leaf_hash, leaf, state, note, proposed_by, proposed_at)
     VALUES ($1::text, $2::text, 'proposed', $3::text, $4::uuid, $5::timestamptz)
     ON CONFLICT DO NOTHING RETURNING leaf_hash`,
    [leafHash, leaf, note, proposedBy, new Date(proposedAtMs).toISOString()],
  );
  return rows.length === 1;
}

/** Gives the image the next place of the tree, or none for ever. The caller holds the lock. */
export async function decideImage(
  transaction: Transaction,
  leafHash: string,
  state: 'listed' | 'rejected',
  actorId: string,
  nowMs: number,
): Promise<void> {
  await rowsOf(
    transaction,
    `UPDATE allowed_image SET state = $2::text, reviewed_by = $3::uuid, reviewed_at = $4::timestamptz,
            place = CASE WHEN $2::text = 'listed' THEN (SELECT count(*) FROM allowed_image WHERE place IS NOT NULL) END
      WHERE leaf_hash = $1::text`,
    [leafHash, state, actorId, new Date(nowMs).toISOString()],
  );
}

/** The caller holds the lock. */
export async function markRevoked(
  transaction: Transaction,
  leafHashes: readonly string[],
  actorId: string,
  nowMs: number,
): Promise<void> {
  await rowsOf(
    transaction,
    `UPDATE allowed_image SET state = 'revoked', revoked_by = $2::uuid, revoked_at = $3::timestamptz
      WHERE leaf_hash = ANY(string_to_array($1::text, ' ')) AND state = 'listed'`,
    [leafHashes.join(' '), actorId, new Date(nowMs).toISOString()],
  );
}

const toRow = (row: Columns): ImageRow => ({
  leafHash: row.leaf_hash,
  leaf: row.leaf,
  state: row.state,
  place: row.place,
  note: row.note,
  proposedBy: row.proposed_by,
  proposedAtMs: row.proposed_at.getTime(),
  reviewedBy: row.reviewed_by,
  revokedAtMs: row.revoked_at?.getTime() ?? null,
});
