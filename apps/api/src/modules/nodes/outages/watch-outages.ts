import { type Clock, type Database, inTransaction, recordEvent } from '../../../platform/index.ts';
import { type Outage, takeAway, takeBack } from './outages.repo.ts';

export interface OutageWatchDeps {
  db: Database;
  clock: Clock;
  /** So long a machine may be away before anybody is told: a restart is no news. */
  patienceMs(): number;
}

/**
 * Tells owners of machines that are away, once per outage, and that they are back. A machine that rests, whose listing is not
 * live, or that has been away for a day without anybody being told is left alone.
 */
export function watchOutages({ db, clock, patienceMs }: OutageWatchDeps): { look(): Promise<number> } {
  // While no broker ran nobody could be seen: machines get their time to come back.
  const openedAtMs = clock.nowMs();

  return {
    look: () =>
      inTransaction(db.pool, async (sql) => {
        const nowMs = clock.nowMs();
        const back = await takeBack(sql, nowMs);
        const isTooEarly = nowMs < openedAtMs + patienceMs();
        const away = isTooEarly ? [] : await takeAway(sql, nowMs, nowMs - patienceMs());
        const subjectOf = ({ nodeId }: Outage) => `node:${nodeId}`;
        for (const outage of back) {
          const { accountId, listingId, nodeId, sinceMs, seenAtMs } = outage;
          const facts = { listingId, nodeId, offlineMs: Math.max(0, seenAtMs - sinceMs) };
          await recordEvent(sql, { kind: 'node_back', accountId, subject: subjectOf(outage), facts }, nowMs);
        }
        for (const outage of away) {
          const { accountId, listingId, nodeId, sinceMs } = outage;
          const facts = { listingId, nodeId, sinceMs, code: null };
          await recordEvent(sql, { kind: 'node_offline', accountId, subject: subjectOf(outage), facts }, nowMs);
        }
        return away.length + back.length;
      }),
  };
}
