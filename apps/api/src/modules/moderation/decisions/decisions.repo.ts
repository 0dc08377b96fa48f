import { rowsOf, type Transaction } from '../../../platform/index.ts';

/** Whose listing it is. */
export async function ownerOf(transaction: Transaction, listingId: string): Promise<string> {
  const [row] = await rowsOf<{ account_id: string }>(
    transaction,
    'SELECT account_id::text AS account_id FROM listing WHERE id = $1::text::uuid',
    [listingId],
  );
  if (!row) throw new Error('a listing that was just changed is gone');
  return row.account_id;
}
