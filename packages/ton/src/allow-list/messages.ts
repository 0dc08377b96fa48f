import { fromHex, type Nano, nano } from '@spindle/shared';
import { Address, type Builder, beginCell, type Cell } from '@ton/core';

/** First 32 bits of each message that a list understands. */
export const LIST_OP = {
  propose: 0x2b1c7f01,
  activate: 0x2b1c7f02,
  cancelProposal: 0x2b1c7f03,
  revoke: 0x2b1c7f04,
  revokeAll: 0x2b1c7f05,
  offerKeys: 0x2b1c7f06,
  acceptKeys: 0x2b1c7f07,
  cancelOffer: 0x2b1c7f08,
} as const;

/** The least that a message must carry for gas; what it does not use goes back. */
export const LIST_GAS_NANO: Nano = nano(20_000_000n);
/** What to attach to any message: gas, and what makes good the storage reserve at most. The rest comes back. */
export const LIST_MESSAGE_NANO: Nano = nano(80_000_000n);

/** From the owner: this tree shall be the list when the delay is over. @param root 32 bytes of hex. */
export const proposeBody = (tree: { root: string; size: number }): Cell =>
  message(LIST_OP.propose).storeBuffer(hashOf(tree.root)).storeUint(tree.size, 32).endCell();

/** From anyone, after the delay: what was proposed is the list. */
export const activateBody = (): Cell => message(LIST_OP.activate).endCell();

/** From owner or guardian. */
export const cancelProposalBody = (): Cell => message(LIST_OP.cancelProposal).endCell();

/** From owner or guardian: this leaf counts no longer, at once and for ever. @param leaf its hash, 32 bytes of hex. */
export const revokeBody = (leaf: string): Cell => message(LIST_OP.revoke).storeBuffer(hashOf(leaf)).endCell();

/** From owner or guardian: nothing is allowed any more, at once. */
export const revokeAllBody = (): Cell => message(LIST_OP.revokeAll).endCell();

/** From the owner: these keys may be taken up when the delay is over, by the new owner. */
export const offerKeysBody = ({ owner, guardian }: { owner: string; guardian: string }): Cell =>
  message(LIST_OP.offerKeys).storeAddress(Address.parse(owner)).storeAddress(Address.parse(guardian)).endCell();

/** From the owner that was offered. */
export const acceptKeysBody = (): Cell => message(LIST_OP.acceptKeys).endCell();

/** From owner or guardian. */
export const cancelOfferBody = (): Cell => message(LIST_OP.cancelOffer).endCell();

const message = (op: number): Builder => beginCell().storeUint(op, 32).storeUint(0, 64);

function hashOf(digits: string): Buffer {
  const bytes = fromHex(digits);
  if (bytes?.length !== 32) throw new RangeError('a hash is 32 bytes of hex');
  return Buffer.from(bytes);
}
