import type { Sql } from '../../platform/index.ts';
import type { PriceSide } from './shapes.ts';

const MARK = 'far_price';

/** Takes the next look at all prices, if it is due. @returns false while another broker has taken it. */
export async function takeLook(sql: Sql, nowMs: number, everyMs: number): Promise<boolean> {
  await sql.query('INSERT INTO roll_up_mark (name, until_at) VALUES ($1, to_timestamp(0)) ON CONFLICT DO NOTHING', [
    MARK,
  ]);
  const { rowCount } = await sql.query('UPDATE roll_up_mark SET until_at = $2 WHERE name = $1 AND until_at <= $3', [
    ...[MARK, new Date(nowMs), new Date(nowMs - everyMs)],
  ]);
  return rowCount === 1;
}

export async function readFarPrices(sql: Sql): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql.query<{ offer_id: string; side: string }>('SELECT offer_id, side FROM far_price');
  return new Map(rows.map(({ offer_id, side }) => [offer_id, side]));
}

export async function saveFarPrice(sql: Sql, offerId: string, side: PriceSide | null, nowMs: number): Promise<void> {
  if (side === null) {
    await sql.query('DELETE FROM far_price WHERE offer_id = $1', [offerId]);
    return;
  }
  await sql.query(
    `INSERT INTO far_price (offer_id, side, since) VALUES ($1, $2, $3)
     ON CONFLICT (offer_id) DO UPDATE SET side = EXCLUDED.side, since = EXCLUDED.since`,
    [offerId, side, new Date(nowMs)],
  );
}
