/** "You may take up to `cumulativeNano` in total from this channel." Signed by the channel's session key. */
export interface Voucher {
  /** One of NETWORKS. */
  networkId: number;
  /** The channel's raw address, `0:` and 64 hex digits. */
  channel: string;
  cumulativeNano: bigint;
}

/** "Close now: of all that was deposited, `totalNano` is yours and the rest goes back." Signed by the session key. */
export interface CloseAgreement {
  networkId: number;
  channel: string;
  totalNano: bigint;
}

export interface SignedVoucher extends Voucher {
  /** Ed25519 over the voucher's hash, 64 bytes in hex. */
  signature: string;
}

export interface SignedCloseAgreement extends CloseAgreement {
  signature: string;
}

/** First 32 bits of each kind of promise, so that neither can pass for the other ("SVC1", "SCL1"). */
export const PROMISE_MAGIC = { voucher: 0x53564331, closeAgreement: 0x53434c31 } as const;
export type PromiseKind = keyof typeof PROMISE_MAGIC;
