import { rowsOf, type Transaction } from '../../../platform/index.ts';

/** Whose listing it is; null where there is none. */
export async function findOwner(transaction: Transaction, listingId: string): Promise<string | null> {
  const [row] = await rowsOf<{ account_id: string }>(
    transaction,
    'SELECT account_id::text AS account_id FROM listing WHERE id = $1::text::uuid',
    [listingId],
  );
  return row?.account_id ?? null;
}

/** The same of a listing that was just changed. */
export async function ownerOf(transaction: Transaction, listingId: string): Promise<string> {
  const owner = await findOwner(transaction, listingId);
  if (!owner) throw new Error('a listing that was just changed is gone');
  return owner;
}
