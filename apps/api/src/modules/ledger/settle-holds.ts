import type { AccountId } from '@spindle/shared';
import type { Sql } from '../../platform/index.ts';
import { type AlsoWritten, closeHolds } from './close-holds.repo.ts';
import type { LedgerAccounts } from './ledger-accounts.repo.ts';
import type { PostedLeg } from './posted-leg.ts';
import { type Bill, settleLegs } from './postings.ts';

/** The end of one hold: billed, or released when it costs nothing. */
export interface Settlement extends Bill {
  jobId: string;
  accountId: AccountId;
}

/** Settlements with their ledger accounts found: what a transaction can write without asking further. */
export interface PreparedSettlements {
  settlements: readonly Settlement[];
  legs: readonly PostedLeg[];
}

/** Makes the postings, and finds (or makes) the ledger accounts: before the transaction, so that it stays short. */
export async function prepareSettlements(
  accounts: LedgerAccounts,
  settlements: readonly Settlement[],
): Promise<PreparedSettlements> {
  // Once per job: the same receipt may come twice in one moment, over the stream and from the node's journal.
  const once = [...new Map(settlements.map((settlement) => [settlement.jobId, settlement])).values()];
  const legs = once.flatMap((it) => settleLegs(it.accountId, it).map((leg) => ({ ...leg, jobId: it.jobId })));
  return { settlements: once, legs: await accounts.withIds(legs) };
}

/**
 * Settles (or releases) those of the holds that are still open, by one statement.
 * @param also written together with it, for these holds alone.
 * @returns their jobs; the others were settled or released before, and nothing happened to them.
 */
export async function settleHolds(
  sql: Sql,
  { settlements, legs }: PreparedSettlements,
  nowMs: number,
  also: AlsoWritten | null = null,
): Promise<Set<string>> {
  return settlements.length === 0 ? new Set() : closeHolds(sql, settlements, legs, nowMs, also);
}
