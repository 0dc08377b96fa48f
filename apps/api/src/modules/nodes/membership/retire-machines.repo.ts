import { rowsOf, type Transaction } from '../../../platform/index.ts';

/** A retired machine is not let in again until it has joined anew; codes that were made before join nothing. */
export async function retireMachines(transaction: Transaction, accountId: string, atMs: number): Promise<void> {
  await rowsOf(
    transaction,
    `WITH codes AS (UPDATE join_code c SET used_at = $2::text::timestamptz FROM listing l
       WHERE l.id = c.listing_id AND l.account_id = $1::text::uuid AND c.used_at IS NULL)
     UPDATE node n SET retired_at = $2::text::timestamptz FROM listing l
      WHERE l.id = n.listing_id AND l.account_id = $1::text::uuid AND n.retired_at IS NULL`,
    [accountId, new Date(atMs).toISOString()],
  );
}
