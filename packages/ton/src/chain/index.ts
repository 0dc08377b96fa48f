export type { Account } from './account.ts';
export { ACCOUNTS_AT_ONCE } from './account-states.ts';
export { type ChainReader, createChainReader } from './chain-reader.ts';
export { type ChainSender, createChainSender } from './chain-sender.ts';
export { type ChannelEvent, channelEvent, depositOf } from './channel-event.ts';
export { normalizedMessageHash } from './message-hash.ts';
export { type ChainResult, Toncenter, type ToncenterOptions } from './toncenter.ts';
export {
  type ChainTransaction,
  type Cursor,
  type InMessage,
  readTransaction,
  type SentMessage,
} from './transaction.ts';
