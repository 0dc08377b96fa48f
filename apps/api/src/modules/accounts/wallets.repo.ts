import { type Database, inTransaction, type Prisma } from '../../platform/index.ts';

/** SQL on proven wallets. */

export interface WalletRow {
  accountId: string;
  address: string;
  publicKey: string;
  networkId: number;
  provenAt: Date;
}

/**
 * Burns the proof's payload and binds the wallet, both or neither.
 * `used`: the payload was burned before. `taken`: the unique index says that the address is another account's.
 */
export async function bindWallet(
  db: Database,
  wallet: WalletRow,
  payload: { hash: string; expiresAt: Date },
): Promise<'bound' | 'used' | 'taken'> {
  try {
    return await inTransaction(db.pool, async (sql) => {
      const burned = await sql.query(
        `INSERT INTO burned_token (kind, hash, expires_at) VALUES ('wallet_proof', $1, $2) ON CONFLICT DO NOTHING`,
        [payload.hash, payload.expiresAt],
      );
      if (burned.rowCount !== 1) return 'used';
      await sql.query(
        `INSERT INTO wallet (account_id, address, public_key, network_id, proven_at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (account_id) DO UPDATE SET address = excluded.address, public_key = excluded.public_key,
           network_id = excluded.network_id, proven_at = excluded.proven_at`,
        [wallet.accountId, wallet.address, wallet.publicKey, wallet.networkId, wallet.provenAt],
      );
      return 'bound';
    });
  } catch (error) {
    if (isUniqueViolation(error)) return 'taken';
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
