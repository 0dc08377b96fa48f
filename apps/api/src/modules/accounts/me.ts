import { fail, type Language, ok, type Result } from '@spindle/shared';
import type { Database } from '../../platform/index.ts';
import { type AccountRow, addRole, findAccount, saveLanguage } from './accounts.repo.ts';
import { type ActorMemory, toAccountId, toLanguage, toRoles } from './actor.ts';
import { toBan } from './people.repo.ts';
import type { Actor, Me } from './shapes.ts';

export function toMe(row: AccountRow): Me {
  const wallet = row.wallet && {
    address: row.wallet.address,
    networkId: row.wallet.networkId,
    provenAt: row.wallet.provenAt.getTime(),
  };
  return {
    accountId: toAccountId(row.id),
    firstName: row.firstName,
    username: row.username,
    language: toLanguage(row.language),
    roles: toRoles(row.roles),
    ban: toBan(row.bannedCode, row.bannedReason, row.bannedAt),
    wallet,
  };
}

/** The account of whoever asks, as its screen shows it. */
export async function me(deps: { db: Database }, actor: Actor): Promise<Result<Me, 'login_required'>> {
  const row = await findAccount(deps.db.prisma, actor.accountId);
  return row ? ok(toMe(row)) : fail('login_required');
}

/** Anyone may list hardware: the role is theirs for the asking, unless an admin took it; the listing is what gets reviewed. */
export async function becomeProvider(
  deps: { db: Database; actors: ActorMemory },
  actor: Actor,
): Promise<Result<Me, 'login_required' | 'role_barred'>> {
  if (!(await addRole(deps.db.prisma, actor.accountId, 'provider'))) return fail('role_barred');
  deps.actors.sessions.clear();
  return me(deps, actor);
}

/** A person reads in another language from now on, also what is told where no screen says which. */
export async function changeLanguage(
  deps: { db: Database; actors: ActorMemory },
  actor: Actor,
  { language }: { language: Language },
): Promise<Result<Me, 'login_required'>> {
  await saveLanguage(deps.db.prisma, actor.accountId, language);
  deps.actors.sessions.clear();
  return me(deps, actor);
}
