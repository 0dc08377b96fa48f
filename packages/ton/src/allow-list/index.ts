// The list of what may be believed, on chain: images of machines, and builds of the Mini App.

export { listMessage, transferOf } from './list-message.ts';
export {
  acceptKeysBody,
  activateBody,
  cancelOfferBody,
  cancelProposalBody,
  LIST_GAS_NANO,
  LIST_MESSAGE_NANO,
  LIST_OP,
  offerKeysBody,
  proposeBody,
  revokeAllBody,
  revokeBody,
} from './messages.ts';
export { LIST_PURPOSE, type ListPurpose } from './purpose.ts';
export { type AccountReader, readAllowList } from './read-list.ts';
export { listRefusalName } from './refusals.ts';
export { type ListState, parseListData } from './state.ts';
export {
  allowListAddress,
  allowListInit,
  allowListStateInit,
  BUILD_DELAY_SECONDS,
  LIST_DELAY_SECONDS,
  type ListTerms,
} from './terms.ts';
