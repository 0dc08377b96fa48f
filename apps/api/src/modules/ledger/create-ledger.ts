import type { AccountId, Result } from '@spindle/shared';
import { type Clock, type Database, inTransaction, type Sql } from '../../platform/index.ts';
import { type AuditFinding, findDifferences } from './audit.repo.ts';
import { bookTreasury, type TreasuryMove } from './book-treasury.ts';
import type { AlsoWritten } from './close-holds.repo.ts';
import { debitPayout, type ProviderPayout } from './debit-payout.ts';
import { createDisk } from './disk.ts';
import type { HoldInput, TermsByNode } from './hold.ts';
import { createKeptHolds } from './kept-holds.ts';
import {
  addTerms,
  type Balances,
  type ExpiredHold,
  type OpenHold as HoldOfJob,
  readBalances,
  readExpiredHolds,
  readOpenHold,
} from './ledger.repo.ts';
import { createLedgerAccounts } from './ledger-accounts.repo.ts';
import { type ChannelRefund, creditDeposit, type DepositCredit, debitRefund } from './move-deposit.ts';
import { insertGiftHold } from './open-gift-hold.repo.ts';
import { createOpenHold, type OpenHold } from './open-hold.ts';
import { type JobRefund, type RefundedJob, refundJob } from './refund-job.ts';
import { type ChannelCredit, debitCredit } from './send-credit.ts';
import { type PreparedSettlements, prepareSettlements, type Settlement, settleHolds } from './settle-holds.ts';
import { type Settled, settleKept } from './settle-kept.ts';

export interface Ledger {
  openHold: OpenHold;
  /** In the caller's transaction: sets the market's own money aside for an answer. @returns false when the quote was used. */
  openGiftHold(sql: Sql, hold: HoldInput): Promise<boolean>;
  /** Machines that joined a request later: a receipt of theirs that comes late can then be settled too. */
  extendHold(jobId: string, terms: TermsByNode): Promise<void>;
  prepareSettlements(settlements: readonly Settlement[]): Promise<PreparedSettlements>;
  /** One statement; more only for holds that a crash of the database lost. @param also written together with it, or not at all. */
  settleHolds(prepared: PreparedSettlements, also?: AlsoWritten): Promise<Settled>;
  /** In the caller's transaction. @returns false when it was credited before. */
  creditDeposit(sql: Sql, deposit: DepositCredit): Promise<boolean>;
  /** In the caller's transaction. @returns false when it was debited before. */
  debitRefund(sql: Sql, refund: ChannelRefund): Promise<boolean>;
  /** In the caller's transaction: what a transaction of the market's wallet gained or cost. @returns false when done before. */
  bookTreasury(sql: Sql, move: TreasuryMove): Promise<boolean>;
  /** In the caller's transaction: some of a job's cost goes back, once for ever. */
  refundJob(sql: Sql, refund: JobRefund): Promise<Result<RefundedJob>>;
  /** In the caller's transaction. @returns false when it was debited before. */
  debitCredit(sql: Sql, credit: ChannelCredit): Promise<boolean>;
  /** In the caller's transaction. @returns false when it was debited before. */
  debitPayout(sql: Sql, payout: ProviderPayout): Promise<boolean>;
  balancesOf(accountId: AccountId): Promise<Balances>;
  /** The hold of a job while it is open. */
  holdOf(jobId: string): Promise<HoldOfJob | null>;
  expiredHolds(limit: number): Promise<ExpiredHold[]>;
  /** Every difference between what must hold and what stands in the books; an empty list when they are clean. */
  audit(): Promise<AuditFinding[]>;
}

/** The books: the only place where money moves. */
export function createLedger({ db, clock }: { db: Database; clock: Clock }): Ledger {
  const accounts = createLedgerAccounts(db.pool);
  const kept = createKeptHolds(clock.nowMs);
  const disk = createDisk(db.pool);
  const openHold = createOpenHold({ db, clock, kept });
  const settle = (prepared: PreparedSettlements, also?: AlsoWritten) =>
    settleHolds(db.pool, prepared, clock.nowMs(), also);
  return {
    openHold,
    openGiftHold: insertGiftHold,
    extendHold: async (jobId, terms) => {
      kept.extend(jobId, terms);
      await addTerms(db.pool, jobId, terms);
    },
    prepareSettlements: (settlements) => prepareSettlements(accounts, settlements),
    settleHolds: (prepared, also) => settleKept({ kept, disk, openHold, settle }, prepared, also),
    creditDeposit: (sql, deposit) => creditDeposit(sql, accounts, deposit),
    debitRefund: (sql, refund) => debitRefund(sql, accounts, refund),
    bookTreasury: (sql, move) => bookTreasury(sql, accounts, move),
    refundJob: (sql, refund) => refundJob(sql, accounts, refund),
    debitCredit: (sql, credit) => debitCredit(sql, accounts, credit),
    debitPayout: (sql, payout) => debitPayout(sql, accounts, payout),
    balancesOf: (accountId) => readBalances(db.pool, accountId),
    holdOf: (jobId) => readOpenHold(db.pool, jobId),
    expiredHolds: (limit) => readExpiredHolds(db.pool, clock.nowMs(), limit),
    audit: () =>
      inTransaction(db.pool, async (sql) => {
        // One moment for all checks, so that a busy market does not look like a difference.
        await sql.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
        return findDifferences(sql);
      }),
  };
}
