export type { Account } from './account.ts';
export { ACCOUNTS_AT_ONCE, type AccountState } from './account-states.ts';
export { type ChainReader, createChainReader, type LastSeen } from './chain-reader.ts';
export { type ChainSender, createChainSender } from './chain-sender.ts';
export { type ChannelEvent, channelEvent, depositOf } from './channel-event.ts';
export { type ComparedReader, createComparedReader } from './endpoints/create-compared-reader.ts';
export type { EndpointNotice, EndpointState, EndpointView } from './endpoints/endpoint.ts';
export { normalizedMessageHash } from './message-hash.ts';
export type { ChainBlock } from './read-block.ts';
export type { ChainHead } from './read-chain-head.ts';
export { type ChainResult, Toncenter, type ToncenterOptions } from './toncenter.ts';
export {
  type ChainTransaction,
  type Cursor,
  type InMessage,
  readTransaction,
  type SentMessage,
} from './transaction.ts';
