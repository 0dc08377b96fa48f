import { hex, text } from '@spindle/shared';
import { ByteReader, isZero } from '../byte-reader.ts';
import { must, refuse } from '../refusal.ts';
import { readTdReport, TD_REPORT_10_BYTES, TD_REPORT_15_BYTES, type TdReport } from './td-report.ts';

/** A TDX quote, taken apart. Nothing in it is believed yet. */
export interface TdxQuote {
  version: number;
  /** Header and body: what the attestation key signed. */
  signed: Uint8Array;
  report: TdReport;
  /** r and s side by side; the attestation key as a point. */
  signature: Uint8Array;
  attestationKey: Uint8Array;
  /** Of Intel's quoting enclave (QE), whose report binds the attestation key and is signed by the processor's key. */
  qeReport: Uint8Array;
  qeSignature: Uint8Array;
  qeAuthentication: Uint8Array;
  /** PEM: the processor's certificate, its issuer, Intel's root. */
  pckChain: string;
}

export const MAX_QUOTE_BYTES = 65_536;
const ECDSA_P256 = 2;
const TDX = 0x81;
const INTEL_QE_VENDOR = '939a7233f79c4ca9940a0db3957f0607';
const CERTIFIED_BY_QE_REPORT = 6;
const CERTIFIED_BY_PCK_CHAIN = 5;

/** Takes a quote of version 4 or 5 apart (Intel TDX DCAP quoting library API, appendix 3). Refusals: `tdx_quote_…`. */
export function readTdxQuote(bytes: Uint8Array): TdxQuote {
  must(bytes.length <= MAX_QUOTE_BYTES, 'tdx_quote_malformed', { what: 'too long' });
  const reader = new ByteReader(bytes, 'tdx_quote_malformed');
  const version = readHeader(reader);
  const is15 = version === 5 && readBodyKind(reader) === TD_REPORT_15_BYTES;
  const report = readTdReport(reader, is15);
  const signed = bytes.subarray(0, bytes.length - reader.left);
  const authentication = new ByteReader(reader.take(reader.u32()), 'tdx_quote_malformed');
  // The kernel hands quotes out in a buffer of fixed length.
  must(isZero(reader.take(reader.left)), 'tdx_quote_malformed', { what: 'bytes behind its end' });
  return { version, signed, report, ...readAuthentication(authentication) };
}

/** @returns the version. */
function readHeader(reader: ByteReader): number {
  const version = reader.u16();
  must(version === 4 || version === 5, 'tdx_quote_version_unknown', { version });
  const keyType = reader.u16();
  const tee = reader.u32();
  must(tee === TDX, 'tdx_quote_not_tdx', { tee });
  must(keyType === ECDSA_P256, 'tdx_quote_algorithm_unknown', { what: `key type ${keyType}` });
  reader.take(4);
  must(hex(reader.take(16)) === INTEL_QE_VENDOR, 'tdx_quote_vendor_unknown');
  reader.take(20);
  return version;
}

/** Version 5 names its body's kind and length. @returns the length. */
function readBodyKind(reader: ByteReader): number {
  const kind = reader.u16();
  const length = reader.u32();
  const isKnown = (kind === 2 && length === TD_REPORT_10_BYTES) || (kind === 3 && length === TD_REPORT_15_BYTES);
  return isKnown ? length : refuse('tdx_quote_not_tdx', { tee: `body ${kind} of ${length} bytes` });
}

function readAuthentication(reader: ByteReader): Omit<TdxQuote, 'version' | 'signed' | 'report'> {
  const signature = reader.take(64);
  const attestationKey = reader.take(64);
  const kind = reader.u16();
  must(kind === CERTIFIED_BY_QE_REPORT, 'tdx_quote_algorithm_unknown', { what: `certification ${kind}` });
  must(reader.u32() === reader.left, 'tdx_quote_malformed', { what: 'certification length' });
  const qeReport = reader.take(384);
  const qeSignature = reader.take(64);
  const qeAuthentication = reader.take(reader.u16());
  const inner = reader.u16();
  must(inner === CERTIFIED_BY_PCK_CHAIN, 'tdx_quote_algorithm_unknown', { what: `certification ${inner}` });
  const pckChain = text(reader.take(reader.u32()));
  must(reader.left === 0, 'tdx_quote_malformed', { what: 'certification length' });
  return { signature, attestationKey, qeReport, qeSignature, qeAuthentication, pckChain };
}
