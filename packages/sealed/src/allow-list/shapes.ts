import type { AttestationFault } from '@spindle/shared/attestation';
import type { AllowedImage } from './allowed-image.ts';

/** What the contract says: which list counts, and what of it does no longer. */
export interface AllowListState {
  /** One more with each change. */
  version: number;
  /** Of the tree, 32 bytes of hex. */
  root: string;
  /** Leaves of the tree. */
  size: number;
  /** Hashes of leaves, 32 bytes of hex: not allowed any more, whatever the tree says. */
  revoked: readonly string[];
}

/** What leads from a leaf to the root. */
export interface InclusionProof {
  index: number;
  size: number;
  /** From the leaf up, 32 bytes of hex each. */
  path: readonly string[];
}

/** A leaf with its proof, as the market serves it. */
export interface ListedImage {
  /** Canonical JSON: what is hashed. */
  leaf: string;
  proof: InclusionProof;
}

export type AllowVerdict = { ok: true; value: AllowedImage } | { ok: false; fault: AttestationFault };
