import type { Sql } from '../../../../platform/index.ts';

export interface NewShown {
  disputeId: string;
  sealed: Buffer;
  now: Date;
  keepUntil: Date;
}

export async function insertShown(sql: Sql, { disputeId, sealed, now, keepUntil }: NewShown): Promise<void> {
  await sql.query('INSERT INTO dispute_shown (dispute_id, sealed, shown_at, keep_until) VALUES ($1, $2, $3, $4)', [
    disputeId,
    sealed,
    now,
    keepUntil,
  ]);
}

/** Notes the look at what is shown. @returns null when nothing is, or its time is over. */
export async function lookAtShown(sql: Sql, disputeId: string, now: Date): Promise<Buffer | null> {
  const { rows } = await sql.query<{ sealed: Buffer }>(
    `UPDATE dispute_shown SET looks = looks + 1, looked_at = $2 WHERE dispute_id = $1 AND keep_until > $2
     RETURNING sealed`,
    [disputeId, now],
  );
  return rows[0]?.sealed ?? null;
}

export async function deleteShown(sql: Sql, disputeId: string): Promise<void> {
  await sql.query('DELETE FROM dispute_shown WHERE dispute_id = $1', [disputeId]);
}

/** Never later than it was kept before. */
export async function shortenShown(sql: Sql, disputeId: string, keepUntil: Date): Promise<void> {
  await sql.query('UPDATE dispute_shown SET keep_until = least(keep_until, $2) WHERE dispute_id = $1', [
    disputeId,
    keepUntil,
  ]);
}

export async function deleteExpiredShown(sql: Sql, now: Date): Promise<number> {
  const { rowCount } = await sql.query('DELETE FROM dispute_shown WHERE keep_until <= $1', [now]);
  return rowCount ?? 0;
}
