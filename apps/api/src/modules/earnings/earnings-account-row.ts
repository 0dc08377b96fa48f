import type { AccountId } from '@spindle/shared';
import { type PaymentChannelColumns, toPaymentChannel } from '../chain/index.ts';
import type { EarningsAccount } from './earnings-account.ts';

/** A row of `earnings_account` as Postgres gives it. */
export interface EarningsAccountColumns extends PaymentChannelColumns {
  account_id: AccountId;
  state_since: Date;
  promised_nano: string;
  funding_nano: string | null;
  funding_key: string | null;
  ahead_nano: string;
  close_at: Date | null;
  checked_at: Date | null;
}

export function toEarningsAccount(row: EarningsAccountColumns): EarningsAccount {
  return {
    ...toPaymentChannel(row),
    accountId: row.account_id,
    stateSinceMs: row.state_since.getTime(),
    promisedNano: BigInt(row.promised_nano),
    fundingNano: row.funding_nano === null ? null : BigInt(row.funding_nano),
    fundingKey: row.funding_key,
    aheadNano: BigInt(row.ahead_nano),
    closeAtMs: row.close_at?.getTime() ?? null,
    checkedAtMs: row.checked_at?.getTime() ?? null,
  };
}
