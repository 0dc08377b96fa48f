import { type Database, rowsOf, type Transaction } from '../../../platform/index.ts';

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

/** The same of a listing that may not be there. */
export async function findOwner(prisma: Database['prisma'], listingId: string): Promise<string | null> {
  const found = await prisma.listing.findUnique({ where: { id: listingId }, select: { accountId: true } });
  return found?.accountId ?? null;
}
