import { createHash } from 'node:crypto';
import type { MockAmd, SnpReportInput } from './amd.ts';
import type { MockIntel } from './intel.ts';
import type { QuoteInput } from './intel-quote.ts';
import type { MockCollateral } from './intel-shapes.ts';

/** A bundle as nodes send it (docs/attestation.md), made by a mock vendor. */
export interface MockEvidence {
  v: 1;
  kind: 'spindle-evidence';
  manifest: string;
  tdx?: { quote: string; collateral: MockCollateral; eventLog?: unknown; appCompose?: string };
  snp?: { report: string; certificates: string; crl?: string };
  gpu?: unknown;
  gpuToken?: unknown;
}

/** What an enclave puts into its quote: its manifest's hash, then a nonce or a block's root hash (32 bytes, hex). */
export function reportDataOf(manifest: string, fresh: string): Buffer {
  const bound = createHash('sha256').update(`spindle-keys/1\0${manifest}`).digest();
  return Buffer.concat([bound, Buffer.from(fresh, 'hex')]);
}

/** What a GPU is asked with: a hash of the seal key that only this enclave has. */
export const gpuNonceOf = (sealKey: string): string =>
  createHash('sha256').update('spindle-gpu/1\0').update(Buffer.from(sealKey, 'hex')).digest('hex');

export interface TdxEvidenceInput {
  intel: MockIntel;
  /** Canonical JSON. */
  manifest: string;
  /** Nonce or block, hex. */
  fresh: string;
  collateral: MockCollateral;
  quote?: Omit<QuoteInput, 'reportData'>;
}

export function mockTdxEvidence({ intel, manifest, fresh, collateral, quote = {} }: TdxEvidenceInput): MockEvidence {
  const bytes = intel.quote({ ...quote, reportData: reportDataOf(manifest, fresh) });
  return { v: 1, kind: 'spindle-evidence', manifest, tdx: { quote: bytes.toString('base64'), collateral } };
}

export interface SnpEvidenceInput {
  amd: MockAmd;
  manifest: string;
  fresh: string;
  report?: Omit<SnpReportInput, 'reportData'>;
}

export function mockSnpEvidence({ amd, manifest, fresh, report = {} }: SnpEvidenceInput): MockEvidence {
  const bytes = amd.report({ ...report, reportData: reportDataOf(manifest, fresh) });
  const { certificates } = amd;
  return { v: 1, kind: 'spindle-evidence', manifest, snp: { report: bytes.toString('base64'), certificates } };
}
