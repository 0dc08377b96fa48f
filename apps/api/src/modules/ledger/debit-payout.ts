import type { AccountId } from '@spindle/shared';
import type { Sql } from '../../platform/index.ts';
import type { LedgerAccounts } from './ledger-accounts.repo.ts';
import { insertTransfer } from './post-transfer.repo.ts';
import { payoutLegs } from './postings.ts';

export interface ProviderPayout {
  /** Address of the earnings account: with what it has paid in all, it names the payout. */
  account: string;
  cumulativeNano: bigint;
  accountId: AccountId;
  amountNano: bigint;
}

/**
 * Takes what an earnings account paid off what its provider has earned, once. The database refuses to pay out more than
 * was earned: then somebody else has signed a voucher, and nothing is booked until people have looked.
 * @returns false when it was debited before.
 */
export async function debitPayout(sql: Sql, accounts: LedgerAccounts, payout: ProviderPayout): Promise<boolean> {
  const { account, cumulativeNano, accountId, amountNano } = payout;
  const legs = await accounts.withIds(payoutLegs(accountId, amountNano));
  return insertTransfer(sql, { key: `payout:${account}:${cumulativeNano}`, accountId, kind: 'payout', legs });
}
