import { type AccountId, type ErrorCode, isErrorCode } from '@spindle/shared';
import type { Channel } from './channel.ts';

/** A row of `channel` as Postgres gives it. */
export interface ChannelColumns {
  address: string;
  account_id: AccountId;
  network_id: number;
  payer: string;
  payee: string;
  session_key: string;
  close_delay_seconds: number;
  salt: string;
  state: Channel['state'];
  state_since: Date;
  deposited_nano: string;
  claimed_nano: string;
  signed_nano: string;
  spent_nano: string;
  held_nano: string;
  close_at: Date | null;
  cursor_lt: string | null;
  cursor_hash: string | null;
  checked_at: Date | null;
  signature: string | null;
  claiming_nano: string | null;
  claim_refusal: string | null;
  claim_refused_at: Date | null;
  leaving_since: Date | null;
  leave_refusal: string | null;
}

export function toChannel(row: ChannelColumns): Channel {
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
    depositedNano: BigInt(row.deposited_nano),
    claimedNano: BigInt(row.claimed_nano),
    signedNano: BigInt(row.signed_nano),
    spentNano: BigInt(row.spent_nano),
    heldNano: BigInt(row.held_nano),
    closeAtMs: row.close_at?.getTime() ?? null,
    cursor: row.cursor_lt && row.cursor_hash ? { lt: BigInt(row.cursor_lt), hash: row.cursor_hash } : null,
    checkedAtMs: row.checked_at?.getTime() ?? null,
    signature: row.signature,
    claimingNano: row.claiming_nano === null ? null : BigInt(row.claiming_nano),
    claimRefusal: codeOf(row.claim_refusal),
    claimRefusedAtMs: row.claim_refused_at?.getTime() ?? null,
    leavingSinceMs: row.leaving_since?.getTime() ?? null,
    leaveRefusal: codeOf(row.leave_refusal),
  };
}

const codeOf = (text: string | null): ErrorCode | null => (text !== null && isErrorCode(text) ? text : null);
