import type { Prisma, Sql } from './db.ts';

/** One connection inside a transaction, as either of the two libraries hands it out. */
export type Transaction = Sql | Prisma;

/**
 * Runs one statement in whichever transaction the caller is in. Cast parameters in the text (`$1::uuid`): the two
 * libraries guess types differently.
 */
export async function rowsOf<Row extends Record<string, unknown>>(
  transaction: Transaction,
  text: string,
  values: readonly (string | number | null)[] = [],
): Promise<Row[]> {
  if ('$queryRawUnsafe' in transaction) return transaction.$queryRawUnsafe<Row[]>(text, ...values);
  return (await transaction.query<Row>(text, [...values])).rows;
}
