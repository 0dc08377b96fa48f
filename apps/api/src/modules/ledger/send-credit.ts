import type { AccountId } from '@spindle/shared';
import type { Sql } from '../../platform/index.ts';
import type { LedgerAccounts } from './ledger-accounts.repo.ts';
import { insertTransfer } from './post-transfer.repo.ts';
import { creditLegs } from './postings.ts';

export interface ChannelCredit {
  channel: string;
  accountId: AccountId;
  /** With the channel it names the credit: all that will have been sent by then. */
  cumulativeNano: bigint;
  amountNano: bigint;
}

/**
 * A buyer whose channel is closed and who was owed something by it gets it on chain: from here on these are the market's own
 * coins, which leave its wallet. Once, in the caller's transaction. @returns false when that was done before.
 */
export async function debitCredit(sql: Sql, accounts: LedgerAccounts, credit: ChannelCredit): Promise<boolean> {
  const { channel, accountId, cumulativeNano, amountNano } = credit;
  const legs = await accounts.withIds(creditLegs(accountId, amountNano));
  return insertTransfer(sql, { key: `credit:${channel}:${cumulativeNano}`, accountId, kind: 'credit', legs });
}
