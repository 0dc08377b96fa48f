import { concat, hex } from '@spindle/shared';
import { isZero } from '../byte-reader.ts';
import { must } from '../refusal.ts';
import type { SnpProduct } from '../trust.ts';

/** An SEV-SNP attestation report, taken apart (AMD 56860, table «ATTESTATION_REPORT»). Nothing is believed yet. */
export interface SnpReport {
  version: number;
  policy: bigint;
  vmpl: number;
  /** Which key the processor says it signed with: 0 is VCEK (the chip's), 1 is VLEK (the cloud's). */
  signingKey: number;
  reportData: Uint8Array;
  measurement: Uint8Array;
  hostData: Uint8Array;
  idKeyDigest: Uint8Array;
  /** 8 bytes; what each means depends on the processor. */
  reportedTcb: Uint8Array;
  /** From CPUID, in reports of version 3 and on; null before. */
  product: SnpProduct | 'unknown' | null;
  chipId: Uint8Array;
  signed: Uint8Array;
  /** r and s side by side, most significant byte first. */
  signature: Uint8Array;
}

export const SNP_REPORT_BYTES = 1_184;
const SIGNED_BYTES = 0x2a0;
const ECDSA_P384 = 1;
/** AMD keeps 72 bytes for each half of a signature, and P-384 needs 48. */
const HALF_SLOT = 72;

/** Refusals: `snp_report_malformed`, `snp_version_unknown`, `snp_algorithm_unknown`. */
export function readSnpReport(bytes: Uint8Array): SnpReport {
  must(bytes.length === SNP_REPORT_BYTES, 'snp_report_malformed', { what: `${bytes.length} bytes` });
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const version = view.getUint32(0, true);
  must(version >= 2 && version <= 5, 'snp_version_unknown', { version });
  const algorithm = view.getUint32(0x34, true);
  must(algorithm === ECDSA_P384, 'snp_algorithm_unknown', { algorithm });
  const slice = (from: number, length: number) => bytes.subarray(from, from + length);
  return {
    version,
    policy: view.getBigUint64(8, true),
    vmpl: view.getUint32(0x30, true),
    signingKey: (view.getUint32(0x48, true) >>> 2) & 7,
    reportData: slice(0x50, 64),
    measurement: slice(0x90, 48),
    hostData: slice(0xc0, 32),
    idKeyDigest: slice(0xe0, 48),
    reportedTcb: slice(0x180, 8),
    product: version >= 3 ? productOf(bytes[0x188] ?? 0, bytes[0x189] ?? 0) : null,
    chipId: slice(0x1a0, 64),
    signed: slice(0, SIGNED_BYTES),
    signature: readSignature(bytes.subarray(SIGNED_BYTES)),
  };
}

/** Little-endian in the report; what is not used of it is zero, for nobody signed it. */
function readSignature(bytes: Uint8Array): Uint8Array {
  const half = (from: number) => bytes.slice(from, from + 48).reverse();
  const unused = [bytes.subarray(48, HALF_SLOT), bytes.subarray(HALF_SLOT + 48)];
  must(unused.every(isZero), 'snp_report_malformed', { what: 'signature' });
  return concat(half(0), half(HALF_SLOT));
}

/** Family and model of AMD's server processors; Bergamo and Siena use Genoa's keys. */
function productOf(family: number, model: number): SnpProduct | 'unknown' {
  const kind = `${hex(Uint8Array.of(family))} ${model >>> 4}`;
  const products = new Map<string, SnpProduct>([
    ['19 0', 'Milan'],
    ['19 1', 'Genoa'],
    ['19 10', 'Genoa'],
    ['1a 0', 'Turin'],
    ['1a 1', 'Turin'],
  ]);
  return products.get(kind) ?? 'unknown';
}
