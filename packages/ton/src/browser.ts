// What the Mini App's first load may take: WebCrypto and nothing of @ton/core.
export { LOCAL_NETWORK_ID, NETWORKS, type Network, walletNetworkId } from './networks.ts';
export { parseRawAddress, type RawAddress } from './raw-address.ts';
export { type ChainPlace, transactionLink } from './transaction-link.ts';
export type { CloseAgreement, SignedCloseAgreement, SignedVoucher, Voucher } from './voucher/promises.ts';
export { exportSessionKey, generateSessionKey, importSessionKey, type SessionKey } from './voucher/session-key.ts';
export {
  closeAgreementHash,
  type PromiseKey,
  signCloseAgreement,
  signVoucher,
  voucherHash,
} from './voucher/sign-promise.ts';
