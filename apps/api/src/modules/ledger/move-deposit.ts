import type { AccountId } from '@spindle/shared';
import type { Sql } from '../../platform/index.ts';
import type { LedgerAccounts } from './ledger-accounts.repo.ts';
import { insertTransfer } from './post-transfer.repo.ts';
import { depositLegs, type Refund, refundLegs } from './postings.ts';

export interface DepositCredit {
  channel: string;
  /** Logical time of the channel's own transaction: with the channel it names the deposit. */
  lt: bigint;
  accountId: AccountId;
  amountNano: bigint;
}

/** Credits a deposit once, in the caller's transaction. @returns false when it was credited before. */
export async function creditDeposit(sql: Sql, accounts: LedgerAccounts, deposit: DepositCredit): Promise<boolean> {
  const { channel, lt, accountId, amountNano } = deposit;
  const legs = await accounts.withIds(depositLegs(accountId, amountNano));
  return insertTransfer(sql, { key: `deposit:${channel}:${lt}`, accountId, kind: 'deposit', legs });
}

export interface ChannelRefund extends Refund {
  channel: string;
  accountId: AccountId;
}

/** Takes what a closed channel gave back off the books, once. @returns false when that was done before. */
export async function debitRefund(sql: Sql, accounts: LedgerAccounts, refund: ChannelRefund): Promise<boolean> {
  const { channel, accountId } = refund;
  const legs = await accounts.withIds(refundLegs(accountId, refund));
  return insertTransfer(sql, { key: `refund:${channel}`, accountId, kind: 'refund', legs });
}
