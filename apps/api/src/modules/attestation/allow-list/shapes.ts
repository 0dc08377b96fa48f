// Types only: see the note in accounts/shapes.ts.

export type ImageState = 'proposed' | 'rejected' | 'listed' | 'revoked';

/** An image that somebody wants to be allowed, or that is. */
export interface ImageView {
  /** Of its leaf in the tree, hex. */
  leafHash: string;
  /** Canonical JSON: what is hashed. */
  leaf: string;
  state: ImageState;
  /** In the tree, from 0; null for one that is not in it. */
  place: number | null;
  /** Why it was proposed. */
  note: string;
  proposedBy: string;
  proposedAtMs: number;
  reviewedBy: string | null;
  revokedAtMs: number | null;
  /** Whether the contract allows it now; null while that is not known. */
  isInForce: boolean | null;
}

/** What the contract held when it was last read. */
export interface ContractView {
  version: number;
  root: string;
  size: number;
  revoked: string[];
  owner: string;
  guardian: string;
  proposal: { root: string; size: number; readyAtSeconds: number } | null;
  offer: { owner: string; guardian: string; readyAtSeconds: number } | null;
  /** False until the first message deploys it. */
  isDeployed: boolean;
}

/** Something that a wallet has to send to the contract, as TonConnect takes it. */
export interface ListMessage {
  act: 'propose' | 'activate' | 'revoke' | 'cancel' | 'revoke_all';
  /** Of the leaf that is revoked. */
  leafHash: string | null;
  /** Who may send it, raw; empty: anybody. */
  from: string[];
  message: { address: string; amount: string; payload: string; stateInit: string };
}

/** What admins see of the list. */
export interface AllowListView {
  /** Null where this deployment has no list: then nothing is allowed. */
  address: string | null;
  networkId: number;
  /** Null while it could not be read once. */
  contract: (ContractView & { atMs: number }) | null;
  /** Since when reading the contract fails; null while it does not. */
  troubleSinceMs: number | null;
  /** Whether the tree of our leaves is the one of the contract; null while that is not known. */
  isOurTree: boolean | null;
  /** The same of the tree that waits; null while none does. False: somebody else proposed it, so stop it. */
  isOurProposal: boolean | null;
  images: ImageView[];
  /** What is left for wallets to do. */
  messages: ListMessage[];
}

export interface ProposeImageInput {
  /** JSON of the leaf, in any order. */
  leaf: string;
  note: string;
}

export interface ReviewImageInput {
  leafHash: string;
  decision: 'approve' | 'reject';
  reason: string;
}

export interface RevokeImageInput {
  leafHash: string;
  reason: string;
}
