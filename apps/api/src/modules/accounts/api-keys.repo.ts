import type { Prisma } from '../../platform/index.ts';
import type { ShownKeyRow } from './key-view.ts';

/** SQL on API keys, as their owner sees them. */

/** What the owner decides, as the table has it. */
export interface KeyRuleColumns {
  name: string;
  capNano: bigint | null;
  capDayNano: bigint | null;
  capMonthNano: bigint | null;
  scopes: string[];
  models: string[];
  minTier: string | null;
  expiresAt: Date | null;
}

export interface NewKeyRow extends KeyRuleColumns {
  id: string;
  accountId: string;
  keyHash: string;
  prefix: string;
  createdAt: Date;
}

/**
 * Inserts a key unless the account has `limit` already: counted and written under a lock on the account's row.
 * @returns null when it has.
 */
export async function insertKey(prisma: Prisma, key: NewKeyRow, limit: number): Promise<ShownKeyRow | null> {
  await prisma.$queryRaw`SELECT 1 FROM account WHERE id = ${key.accountId}::uuid FOR UPDATE`;
  const count = await prisma.apiKey.count({ where: { accountId: key.accountId, revokedAt: null } });
  return count >= limit ? null : prisma.apiKey.create({ data: key });
}

export function findKeys(prisma: Prisma, accountId: string): Promise<ShownKeyRow[]> {
  return prisma.apiKey.findMany({ where: { accountId, revokedAt: null }, orderBy: { createdAt: 'desc' } });
}

/** A key of an account; each statement below touches it only while it is not revoked. */
export interface OwnKey {
  accountId: string;
  id: string;
}

const live = (own: OwnKey) => ({ ...own, revokedAt: null });

export function findKey(prisma: Prisma, own: OwnKey): Promise<ShownKeyRow | null> {
  return prisma.apiKey.findFirst({ where: live(own) });
}

/** @returns the key as it stands then; null when there is no such key of this account. */
export async function updateKey(
  prisma: Prisma,
  own: OwnKey,
  rules: Partial<KeyRuleColumns>,
): Promise<ShownKeyRow | null> {
  const [row] = await prisma.apiKey.updateManyAndReturn({ where: live(own), data: rules });
  return row ?? null;
}

/**
 * Puts a new secret in the place of the old one, which works on until `previousUntil`; the one before it ends here.
 * One statement, so that of two rotations at once the second finds the first's secret as the old one.
 * @returns false when there is no such key of this account.
 */
export async function replaceSecret(
  prisma: Prisma,
  { accountId, id }: OwnKey,
  secret: { keyHash: string; prefix: string; rotatedAt: Date; previousUntil: Date },
): Promise<boolean> {
  const count = await prisma.$executeRaw`
    UPDATE api_key SET previous_hash = key_hash, previous_until = ${secret.previousUntil}, previous_used_at = NULL,
      key_hash = ${secret.keyHash}, prefix = ${secret.prefix}, rotated_at = ${secret.rotatedAt}
    WHERE id = ${id}::uuid AND account_id = ${accountId}::uuid AND revoked_at IS NULL`;
  return count === 1;
}

/** Ends the secret before the last rotation, if it still works. */
export async function endPrevious(prisma: Prisma, own: OwnKey, at: Date): Promise<void> {
  await prisma.apiKey.updateMany({
    where: { ...live(own), previousUntil: { gt: at } },
    data: { previousUntil: at },
  });
}

/** @returns false when there is no such key of this account, or it was revoked before. */
export async function markRevoked(prisma: Prisma, own: OwnKey, at: Date): Promise<boolean> {
  const { count } = await prisma.apiKey.updateMany({ where: live(own), data: { revokedAt: at } });
  return count === 1;
}
