export { type PaymentChannel, type PaymentChannelColumns, toPaymentChannel } from './channel-columns.ts';
export {
  type ChainFollower,
  type ChainFollowerDeps,
  createChainFollower,
  ROUND_ACCOUNTS,
  ROUND_READS,
} from './create-chain-follower.ts';
export type { FollowedAccount, FollowedKind, Turn } from './followed.ts';
export { createMarketReader, type MarketReader, type MarketReaderDeps } from './market-reader.ts';
