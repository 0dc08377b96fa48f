import { type Clock, type Database, inTransaction } from '../../../platform/index.ts';
import { type ActorMemory, findFutureAdmins, giveRole } from '../../accounts/index.ts';
import { recordAudit } from '../audit-log/index.ts';

export interface AppointAdminsDeps {
  db: Database;
  clock: Clock;
  actors: ActorMemory;
  /** Telegram ids that the deployment names (`ADMIN_TELEGRAM_IDS`): how a market comes by its first admin. */
  adminTelegramIds: readonly string[];
}

/**
 * Makes admins of those whom the deployment names and who have logged in once. Safe to run at every start and login.
 * @returns the accounts that became admins now.
 */
export async function appointAdmins({ db, clock, actors, adminTelegramIds }: AppointAdminsDeps): Promise<string[]> {
  if (adminTelegramIds.length === 0) return [];
  const appointed = await inTransaction(db.pool, async (sql) => {
    const found = await findFutureAdmins(sql, adminTelegramIds);
    for (const accountId of found) {
      await giveRole(sql, accountId, 'admin');
      const what = { actorId: null, action: 'role.give' as const, subject: `account:${accountId}`, code: 'admin' };
      await recordAudit(sql, { ...what, facts: { from: 'ADMIN_TELEGRAM_IDS' }, atMs: clock.nowMs() });
    }
    return found;
  });
  if (appointed.length > 0) actors.sessions.clear();
  return appointed;
}
