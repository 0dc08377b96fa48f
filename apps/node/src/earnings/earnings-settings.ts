/** What a machine's owner decides of the money that it earns. */
export interface EarningsSettings {
  /** The most that may be earned above what is promised and funded; null takes work whatever is owed. */
  limitNano: bigint | null;
  /** Raw address that must be paid; null believes the market's word for the wallet that was proven to it. */
  payoutWallet: string | null;
  /** Where the chain is read; null believes the market's word for what it has funded. */
  tonApi: { url: string; key: string | null } | null;
}

/** 1 TON. */
export const DEFAULT_LIMIT_NANO = 1_000_000_000n;

export const NO_LIMIT: EarningsSettings = { limitNano: null, payoutWallet: null, tonApi: null };
