export { createEarnings, type Earnings, type EarningsDeps } from './create-earnings.ts';
export { followEarnings } from './follow-accounts.ts';
export { type MarketTerms, type VoucherSigner, voucherSignerFromSeed } from './market-terms.ts';
export type { PayoutStop } from './overview.ts';
export type * from './shapes.ts';
export { earningsTotals } from './totals.ts';
