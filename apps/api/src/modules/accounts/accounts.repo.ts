import type { Language } from '@spindle/shared';
import type { Prisma } from '../../platform/index.ts';
import type { Role } from './shapes.ts';

/** SQL on accounts, and on what may be used once. */

export interface NewAccount {
  id: string;
  telegramId: bigint;
  firstName: string;
  username: string | null;
  language: Language;
  roles: Role[];
}

const WITH_WALLET = { include: { wallet: true } } as const;

/** Creates the account at the first login; later ones only take over the name, which people change in Telegram. */
export function upsertAccount(prisma: Prisma, account: NewAccount) {
  return prisma.account.upsert({
    where: { telegramId: account.telegramId },
    create: account,
    update: { firstName: account.firstName, username: account.username },
  });
}

export function findAccount(prisma: Prisma, accountId: string) {
  return prisma.account.findUnique({ where: { id: accountId }, ...WITH_WALLET });
}

export type AccountRow = NonNullable<Awaited<ReturnType<typeof findAccount>>>;

export function findAccounts(prisma: Prisma, accountIds: string[]) {
  return prisma.account.findMany({ where: { id: { in: accountIds } } });
}

/** The language in which a person reads. */
export async function saveLanguage(prisma: Prisma, accountId: string, language: Language): Promise<void> {
  await prisma.account.updateMany({ where: { id: accountId }, data: { language } });
}

/**
 * Adds a role unless the account has it: one statement, so that two clicks cannot add it twice.
 * @returns false when an admin took it from the account.
 */
export async function addRole(prisma: Prisma, accountId: string, role: Role): Promise<boolean> {
  await prisma.account.updateMany({
    where: { id: accountId, NOT: { OR: [{ roles: { has: role } }, { barredRoles: { has: role } }] } },
    data: { roles: { push: role } },
  });
  return (await prisma.account.count({ where: { id: accountId, barredRoles: { has: role } } })) === 0;
}

/** @returns false when it was burned before. Of two that come at once, one gets true. */
export async function burn(prisma: Prisma, kind: string, hash: string, expiresAtMs: number): Promise<boolean> {
  const { count } = await prisma.burnedToken.createMany({
    data: [{ kind, hash, expiresAt: new Date(expiresAtMs) }],
    skipDuplicates: true,
  });
  return count === 1;
}

/** Drops what has expired: burned tokens and sessions. @returns how many rows. */
export async function dropExpired(prisma: Prisma, nowMs: number): Promise<number> {
  const expired = { where: { expiresAt: { lt: new Date(nowMs) } } };
  const burned = await prisma.burnedToken.deleteMany(expired);
  const sessions = await prisma.session.deleteMany(expired);
  return burned.count + sessions.count;
}
