import { importSessionKey, type SignedVoucher, signVoucher, type Voucher } from '@spindle/ton';

/** What signs our promises to providers. A file's seed in development; a key store by this interface in production. */
export interface VoucherSigner {
  /** Ed25519 in hex: the session key of every earnings account. */
  publicKey: string;
  sign(voucher: Voucher): Promise<SignedVoucher>;
}

/** The market's side of earnings accounts. */
export interface MarketTerms {
  networkId: number;
  /** Address of the market's wallet. */
  payer: string;
  closeDelaySeconds: number;
  signer: VoucherSigner;
}

/** Throws when the seed is not 32 bytes of hex. */
export async function voucherSignerFromSeed(seed: string): Promise<VoucherSigner> {
  const key = await importSessionKey(seed);
  if (!key) throw new RangeError('a seed is 32 bytes of hex');
  return { publicKey: key.publicKey, sign: (voucher) => signVoucher(key, voucher) };
}
