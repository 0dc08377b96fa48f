import type { Prisma, Sql } from '../../platform/index.ts';

/** SQL on proven wallets. */

export interface WalletRow {
  accountId: string;
  address: string;
  publicKey: string;
  networkId: number;
  provenAt: Date;
}

/** @returns false when the address belongs to another account: the unique index says so, so a race cannot pass. */
export async function saveWallet(sql: Sql, wallet: WalletRow): Promise<boolean> {
  try {
    await sql.query(
      `INSERT INTO wallet (account_id, address, public_key, network_id, proven_at) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (account_id) DO UPDATE SET address = excluded.address, public_key = excluded.public_key,
         network_id = excluded.network_id, proven_at = excluded.proven_at`,
      [wallet.accountId, wallet.address, wallet.publicKey, wallet.networkId, wallet.provenAt],
    );
    return true;
  } catch (error) {
    if (isUniqueViolation(error)) return false;
    throw error;
  }
}

export function findWallet(prisma: Prisma, accountId: string): Promise<WalletRow | null> {
  return prisma.wallet.findUnique({ where: { accountId } });
}

export async function deleteWallet(prisma: Prisma, accountId: string): Promise<void> {
  await prisma.wallet.deleteMany({ where: { accountId } });
}

const isUniqueViolation = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === '23505';
