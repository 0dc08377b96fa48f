export { HIGHLOAD_CODE, HIGHLOAD_CODE_HASH } from './code.ts';
export { HIGHLOAD_LIFE_SECONDS, type HighloadWallet, highloadWallet } from './highload-wallet.ts';
export { QUERY_IDS, queryIdOf } from './query-id.ts';
export {
  BATCH_VALUE_NANO,
  type BatchMessage,
  type BatchTerms,
  MAX_BATCH_MESSAGES,
  type SignedBatch,
  signBatch,
} from './sign-batch.ts';
export { messageFromBytes, messageToBytes, type StoredMessage } from './stored-message.ts';
export { bouncedQueryIdIn, queryIdIn, type WalletEvent, walletEvent } from './wallet-event.ts';
