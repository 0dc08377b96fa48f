import type { Candidate, Signed, Terms } from '@spindle/shared';

/** A receipt with what proves it (docs/sealed-protocol.md §7): hashes and numbers, never text. */
export interface ReceiptFile {
  v: 1;
  kind: 'spindle-receipt';
  receipt: Signed;
  manifest: string;
  manifestSignature: string;
  identityKey: string;
  terms: Terms;
  /** Of a confidential machine: the bundle that vouches for it, which `GET /v1/evidence/<hash>` gives to everybody. */
  evidenceHash?: string;
}

/** What others need to check an answer's receipt by themselves. */
export const receiptFileOf = (receipt: Signed, candidate: Candidate): ReceiptFile => ({
  v: 1,
  kind: 'spindle-receipt',
  receipt,
  manifest: candidate.manifest,
  manifestSignature: candidate.manifestSignature,
  identityKey: candidate.identityKey,
  terms: candidate.terms,
  ...(candidate.evidenceHash !== undefined && { evidenceHash: candidate.evidenceHash }),
});
