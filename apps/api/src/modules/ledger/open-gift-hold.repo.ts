import type { Sql } from '../../platform/index.ts';
import type { HoldInput } from './hold.ts';

/**
 * Opens a hold on the market's own money, in the caller's transaction: it has no channel, so that nothing of a buyer's is held,
 * and its cost is taken from `promotions` when it settles. Whether the market gives it was judged before, in this transaction.
 * Unlike other holds it waits for the disk with its transaction, so no crash forgets it.
 * @returns false when the job has a hold already: the quote was used.
 */
export async function insertGiftHold(sql: Sql, hold: HoldInput): Promise<boolean> {
  const { jobId, accountId, apiKeyId, amountNano, requestHash, terms, expiresAtMs } = hold;
  const { rowCount } = await sql.query(
    `INSERT INTO hold (job_id, account_id, api_key_id, channel_address, amount_nano, state, request_hash, terms, expires_at)
     VALUES ($1, $2, $3, NULL, $4, 'open', $5, $6, to_timestamp($7 / 1000.0)) ON CONFLICT (job_id) DO NOTHING`,
    [jobId, accountId, apiKeyId, amountNano, requestHash, JSON.stringify(terms), expiresAtMs],
  );
  return rowCount === 1;
}
