import type { AccountId } from '@spindle/shared';
import type { EarningsAccount } from './earnings-account.ts';

/** A row of `earnings_account` as Postgres gives it. */
export interface EarningsAccountColumns {
  address: string;
  account_id: AccountId;
  network_id: number;
  payer: string;
  payee: string;
  session_key: string;
  close_delay_seconds: number;
  salt: string;
  state: EarningsAccount['state'];
  state_since: Date;
  promised_nano: string;
  signature: string | null;
  deposited_nano: string;
  claimed_nano: string;
  funding_nano: string | null;
  funding_key: string | null;
  ahead_nano: string;
  close_at: Date | null;
  cursor_lt: string | null;
  cursor_hash: string | null;
  checked_at: Date | null;
}

export function toEarningsAccount(row: EarningsAccountColumns): EarningsAccount {
  return {
    address: row.address,
    accountId: row.account_id,
    networkId: row.network_id,
    payer: row.payer,
    payee: row.payee,
    sessionKey: row.session_key,
    closeDelaySeconds: row.close_delay_seconds,
    salt: row.salt,
    state: row.state,
    stateSinceMs: row.state_since.getTime(),
    promisedNano: BigInt(row.promised_nano),
    signature: row.signature,
    depositedNano: BigInt(row.deposited_nano),
    claimedNano: BigInt(row.claimed_nano),
    fundingNano: row.funding_nano === null ? null : BigInt(row.funding_nano),
    fundingKey: row.funding_key,
    aheadNano: BigInt(row.ahead_nano),
    closeAtMs: row.close_at?.getTime() ?? null,
    cursor: row.cursor_lt && row.cursor_hash ? { lt: BigInt(row.cursor_lt), hash: row.cursor_hash } : null,
    checkedAtMs: row.checked_at?.getTime() ?? null,
  };
}
