export { acceptVoucher, takeVoucher, type VoucherDeps } from './accept-voucher.ts';
export { type ChainClock, createChainClock } from './chain-clock.ts';
export { type ChannelTermsDeps, channelTermsFor } from './channel-terms-for.ts';
export { followEscrows } from './follow-escrows.ts';
export { movements, statementOf } from './movements.ts';
export type * from './shapes.ts';
export { type OverviewDeps, spendableOf, walletOverview, watchChannel, watchDeposit } from './wallet-overview.ts';
