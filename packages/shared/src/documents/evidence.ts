import * as z from 'zod/mini';
import { count, hex32, id } from './fields.ts';
import { parseDocument } from './parse.ts';

/** Of the canonical text of a bundle. Devices are sent no GPU evidence: the manifest holds its hash. */
export const MAX_EVIDENCE_BYTES = 64 * 1024;

/** How old the TON block may be that a bundle was made after. Nodes make a new bundle far sooner. */
export const MOST_EVIDENCE_AGE_MS = 6 * 3600_000;

/**
 * Evidence of a confidential machine as it travels (docs/attestation.md): the verifier reads what is left open here.
 * Whoever names a bundle names the SHA-256 of its canonical JSON.
 */
export const EvidenceBundleSchema = z.looseObject({
  v: z.literal(1),
  kind: z.literal('spindle-evidence'),
  /** Canonical JSON of the manifest that the enclave vouches for; a candidate's `manifest` is the same text. */
  manifest: z.string(),
  /** Where to look up the TON block whose root hash stands in the report. A hint: the chain is asked, not this. */
  block: z.exactOptional(z.object({ seqno: count })),
});
export type EvidenceBundle = z.output<typeof EvidenceBundleSchema>;

/** Reads a bundle's canonical text; null when it is too long, or not in that form. It proves nothing yet. */
export const readEvidenceText = (text: string): EvidenceBundle | null =>
  text.length > MAX_EVIDENCE_BYTES ? null : parseDocument(EvidenceBundleSchema, text);

/** Asks a machine for evidence that answers this nonce: `POST /v1/attest` at the market, which asks it over the link. */
export const AttestRequestSchema = z.strictObject({ nodeId: id, nonce: hex32 });
export type AttestRequest = z.output<typeof AttestRequestSchema>;

/** The question as the node hears it. The answer's body is a bundle's canonical text. */
export const NonceSchema = z.strictObject({ nonce: hex32 });
