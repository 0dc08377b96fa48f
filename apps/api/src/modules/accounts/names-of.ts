import type { Database } from '../../platform/index.ts';
import { findAccounts } from './accounts.repo.ts';

/** How people are called on screens: @username where there is one, else the first name. */
export async function namesOf(deps: { db: Database }, accountIds: readonly string[]): Promise<Map<string, string>> {
  const rows = await findAccounts(deps.db.prisma, [...new Set(accountIds)]);
  return new Map(rows.map(({ id, username, firstName }) => [id, username ? `@${username}` : firstName]));
}
