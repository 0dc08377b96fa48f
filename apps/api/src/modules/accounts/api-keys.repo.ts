import type { Prisma } from '../../platform/index.ts';

/** SQL on API keys, as their owner sees them. */

export interface NewKeyRow {
  id: string;
  accountId: string;
  name: string;
  keyHash: string;
  prefix: string;
  capNano: bigint | null;
  createdAt: Date;
}

/** Inserts a key unless the account has `limit` already: counted and written under a lock on the account's row. */
export async function insertKey(prisma: Prisma, key: NewKeyRow, limit: number): Promise<boolean> {
  await prisma.$queryRaw`SELECT 1 FROM account WHERE id = ${key.accountId}::uuid FOR UPDATE`;
  const count = await prisma.apiKey.count({ where: { accountId: key.accountId, revokedAt: null } });
  if (count >= limit) return false;
  await prisma.apiKey.create({ data: key });
  return true;
}

export function findKeys(prisma: Prisma, accountId: string) {
  return prisma.apiKey.findMany({ where: { accountId, revokedAt: null }, orderBy: { createdAt: 'desc' } });
}

/** @returns false when there is no such key of this account, or it was revoked before. */
export async function markRevoked(prisma: Prisma, accountId: string, id: string, nowMs: number): Promise<boolean> {
  const { count } = await prisma.apiKey.updateMany({
    where: { id, accountId, revokedAt: null },
    data: { revokedAt: new Date(nowMs) },
  });
  return count === 1;
}
