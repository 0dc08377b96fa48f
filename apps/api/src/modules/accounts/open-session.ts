import type { Prisma } from '../../platform/index.ts';
import { type AccountRow, findAccount, type NewAccount, upsertAccount } from './accounts.repo.ts';
import { toMe } from './me.ts';
import { hashSecret, newSecret } from './secrets.ts';
import { insertSession } from './sessions.repo.ts';
import type { LogIn } from './shapes.ts';

export const SESSION_LIFE_MS = 12 * 3600_000;

/** Finds or makes the account and opens a session for it. Runs inside the caller's transaction. */
export async function openSession(prisma: Prisma, person: NewAccount, nowMs: number): Promise<LogIn> {
  const { id } = await upsertAccount(prisma, person);
  const token = newSecret();
  const expiresAt = nowMs + SESSION_LIFE_MS;
  await insertSession(prisma, {
    tokenHash: hashSecret(token),
    accountId: id,
    createdAt: new Date(nowMs),
    expiresAt: new Date(expiresAt),
  });
  const account: AccountRow | null = await findAccount(prisma, id);
  if (!account) throw new Error('an account that was just written is gone');
  return { token, expiresAt, me: toMe(account) };
}
