import { hex, type SigningKey } from '@spindle/shared';
import { promiseBytes } from './promise-bytes.ts';
import type { CloseAgreement, PromiseKind, SignedCloseAgreement, SignedVoucher, Voucher } from './promises.ts';
import type { SessionKey } from './session-key.ts';

/** What the session key signs for a voucher: the hash of its cell. Throws on an address or amount that is none. */
export function voucherHash(voucher: Voucher): Promise<Uint8Array<ArrayBuffer>> {
  return promiseHash('voucher', voucher, voucher.cumulativeNano);
}

/** What the session key signs for a close agreement. Throws on an address or amount that is none. */
export function closeAgreementHash(agreement: CloseAgreement): Promise<Uint8Array<ArrayBuffer>> {
  return promiseHash('closeAgreement', agreement, agreement.totalNano);
}

/** What may sign: a device's session key, or a key of the market that does not show itself. */
export type PromiseKey = SessionKey | SigningKey;

/** @example await signVoucher(key, { networkId: NETWORKS.mainnet, channel, cumulativeNano: 500_000_000n }) */
export async function signVoucher(key: PromiseKey, voucher: Voucher): Promise<SignedVoucher> {
  const { networkId, channel, cumulativeNano } = voucher;
  return { networkId, channel, cumulativeNano, signature: await sign(key, await voucherHash(voucher)) };
}

export async function signCloseAgreement(key: PromiseKey, agreement: CloseAgreement): Promise<SignedCloseAgreement> {
  const { networkId, channel, totalNano } = agreement;
  return { networkId, channel, totalNano, signature: await sign(key, await closeAgreementHash(agreement)) };
}

async function promiseHash(
  kind: PromiseKind,
  place: { networkId: number; channel: string },
  amountNano: bigint,
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = promiseBytes(kind, place.networkId, place.channel, amountNano);
  if (!bytes) throw new RangeError('a promise names a raw address, a network id and an amount of coins');
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
}

async function sign(key: PromiseKey, hash: Uint8Array<ArrayBuffer>): Promise<string> {
  if ('sign' in key) return key.sign(hash);
  return hex(new Uint8Array(await crypto.subtle.sign('Ed25519', key.privateKey, hash)));
}
