import { type AccountId, type ErrorCode, isErrorCode } from '@spindle/shared';
import { type PaymentChannelColumns, toPaymentChannel } from '../chain/index.ts';
import type { Channel } from './channel.ts';

/** A row of `channel` as Postgres gives it. */
export interface ChannelColumns extends PaymentChannelColumns {
  account_id: AccountId;
  state_since: Date;
  signed_nano: string;
  spent_nano: string;
  held_nano: string;
  close_at: Date | null;
  checked_at: Date | null;
  claiming_nano: string | null;
  claim_refusal: string | null;
  claim_refused_at: Date | null;
  leaving_since: Date | null;
  leave_refusal: string | null;
}

export function toChannel(row: ChannelColumns): Channel {
  return {
    ...toPaymentChannel(row),
    accountId: row.account_id,
    stateSinceMs: row.state_since.getTime(),
    signedNano: BigInt(row.signed_nano),
    spentNano: BigInt(row.spent_nano),
    heldNano: BigInt(row.held_nano),
    closeAtMs: row.close_at?.getTime() ?? null,
    checkedAtMs: row.checked_at?.getTime() ?? null,
    claimingNano: row.claiming_nano === null ? null : BigInt(row.claiming_nano),
    claimRefusal: codeOf(row.claim_refusal),
    claimRefusedAtMs: row.claim_refused_at?.getTime() ?? null,
    leavingSinceMs: row.leaving_since?.getTime() ?? null,
    leaveRefusal: codeOf(row.leave_refusal),
  };
}

const codeOf = (text: string | null): ErrorCode | null => (text !== null && isErrorCode(text) ? text : null);
