import type { Clock, Database } from '../../platform/index.ts';
import type { Treasury } from '../treasury/index.ts';
import { insertPayout } from './payouts.repo.ts';
import { nextDueMs } from './schedule.ts';
import { accountsDue, setDue } from './schedule-payouts.repo.ts';

export interface ScheduleDeps {
  db: Database;
  clock: Clock;
  treasury: Pick<Treasury, 'canSign'>;
}

const ROUND_ACCOUNTS = 500;

/** Begins the payouts that are due by their provider's schedule and threshold. @returns how many. */
export async function schedulePayouts({ db, clock, treasury }: ScheduleDeps): Promise<number> {
  if (!treasury.canSign) return 0;
  const nowMs = clock.nowMs();
  const now = new Date(nowMs);
  let begun = 0;
  for (const { accountId, address, schedule } of await accountsDue(db.pool, now, ROUND_ACCOUNTS)) {
    if (await insertPayout(db.pool, { accountId, address, askedBy: 'schedule', now })) begun += 1;
    const dueMs = nextDueMs(schedule, nowMs);
    if (dueMs !== null) await setDue(db.pool, accountId, new Date(dueMs));
  }
  return begun;
}
