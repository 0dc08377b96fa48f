import { type Clock, type Database, inTransaction, recordEvent, type Sql } from '../../../platform/index.ts';
import { type ChangedTier, lowerUnproven, raiseProven } from './tiers.repo.ts';

/**
 * A listing whose machines prove nothing any more keeps its tier for so long, and sells nothing meanwhile: whoever has
 * chosen a confidential machine is not sent to it as something less because its evidence ran out an hour ago.
 */
const UNPROVEN_FOR_MS = 24 * 3600_000;

/**
 * Clockwork: tier `confidential` comes from accepted evidence and from nothing else, and goes when that has been missing
 * for a day. Its owner hears of both, with the code. @returns listings whose tier has changed.
 */
export async function keepTiers({ db, clock }: { db: Database; clock: Clock }): Promise<string[]> {
  const nowMs = clock.nowMs();
  return inTransaction(db.pool, async (sql) => {
    const won = await raiseProven(sql, nowMs);
    const lost = await lowerUnproven(sql, nowMs - UNPROVEN_FOR_MS);
    for (const change of won) await tell(sql, 'badge_won', change, nowMs);
    for (const change of lost) await tell(sql, 'badge_lost', change, nowMs);
    return [...won, ...lost].map(({ listingId }) => listingId);
  });
}

const NOTHING_WRONG = { badge_won: 'confidential', badge_lost: 'evidence_expired' } as const;

function tell(
  sql: Sql,
  kind: 'badge_won' | 'badge_lost',
  { listingId, accountId, code }: ChangedTier,
  nowMs: number,
): Promise<unknown> {
  const facts = { listingId, badge: 'confidential', code: code ?? NOTHING_WRONG[kind] };
  return recordEvent(sql, { kind, accountId, subject: `listing:${listingId}`, facts }, nowMs);
}
