import { coinsText, fail, ok, type Result } from '@spindle/shared';
import { parseRawAddress } from '../raw-address.ts';
import { promiseBytes } from './promise-bytes.ts';
import type { SignedCloseAgreement, SignedVoucher } from './promises.ts';
import { verifyHash } from './verify-hash.ts';

/** What the receiver of a voucher knows of the channel it should be for. */
export interface VoucherChannel {
  networkId: number;
  /** Raw address. */
  address: string;
  /** Ed25519 in hex, from the channel's terms. */
  sessionKey: string;
  /** The greatest cumulative that was accepted before; 0 when none was. */
  signedNano: bigint;
  depositedNano: bigint;
}

/**
 * Whether a voucher may be accepted: for this channel and network, signed by its session key, above the one before,
 * within the deposit. 0.15 ms.
 * @returns voucher_wrong_channel, voucher_signature, voucher_stale or voucher_over_deposit.
 */
export function checkVoucher(voucher: SignedVoucher, channel: VoucherChannel): Result<SignedVoucher> {
  if (!isFor(voucher, channel)) return fail('voucher_wrong_channel');
  if (!verifyVoucher(voucher, channel.sessionKey)) return fail('voucher_signature');
  if (voucher.cumulativeNano <= channel.signedNano) {
    return fail('voucher_stale', { signed: coinsText(channel.signedNano) });
  }
  if (voucher.cumulativeNano > channel.depositedNano) {
    return fail('voucher_over_deposit', { deposited: coinsText(channel.depositedNano) });
  }
  return ok(voucher);
}

/** Whether the session key signed this voucher. Says nothing of channel, network or amount. */
export function verifyVoucher(voucher: SignedVoucher, sessionKey: string): boolean {
  const bytes = promiseBytes('voucher', voucher.networkId, voucher.channel, voucher.cumulativeNano);
  return bytes !== null && verifyHash(bytes, voucher.signature, sessionKey);
}

/** Whether the session key signed this close agreement. */
export function verifyCloseAgreement(agreement: SignedCloseAgreement, sessionKey: string): boolean {
  const bytes = promiseBytes('closeAgreement', agreement.networkId, agreement.channel, agreement.totalNano);
  return bytes !== null && verifyHash(bytes, agreement.signature, sessionKey);
}

function isFor(voucher: SignedVoucher, channel: VoucherChannel): boolean {
  if (!parseRawAddress(voucher.channel) || voucher.networkId !== channel.networkId) return false;
  return voucher.channel.toLowerCase() === channel.address.toLowerCase();
}
