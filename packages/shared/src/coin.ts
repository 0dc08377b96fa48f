/**
 * The coin that everything is paid in. TON's native coin became Gram (GRAM) in June 2026 while people still say TON;
 * this is the one place that names it.
 */
export const COIN = {
  /** What we show beside amounts. */
  symbol: 'TON',
  /** What some wallets show for the same coin. */
  walletSymbol: 'GRAM',
  /** 1 coin = 10^9 nano. */
  decimals: 9,
} as const;
