// Types only: see the note in accounts/shapes.ts.

/** What an operator must know of the market's wallet. */
export interface TreasuryStatus {
  /** After the last transaction that was booked. */
  balanceNano: bigint;
  /** Messages that wait for a batch, and since when the oldest does. */
  waiting: number;
  oldestWaitingSinceMs: number | null;
  /** Of these, what the wallet is too poor for. */
  tooDear: number;
  /** Messages on their way. */
  underWay: number;
}
