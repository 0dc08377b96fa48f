import { fromHex, text } from '@spindle/shared';
import type { AttestationFault } from '@spindle/shared/attestation';
import { jsonOf, type Read } from './read-file.ts';

/** A bundle as the verifier reads it. */
export type Bundle = Record<string, unknown>;

const bundle = (parts: Bundle): Read<Bundle> => ({ value: { v: 1, kind: 'spindle-evidence', ...parts } });
const refused = (fault: AttestationFault): Read<never> => ({ fault });
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
const SNP_REPORT_BYTES = 1_184;

/**
 * Turns what others publish into a bundle: our own bundles; a bare quote or report, binary or hex, with its collateral;
 * dstack's quote with event log; NVIDIA's evidence of GPUs, or its service's token.
 * Refusals: `verify_unknown_file`, `verify_collateral_needed`.
 */
export function readEvidenceFile(file: string, bytes: Uint8Array, collateral: Uint8Array | null): Read<Bundle> {
  const json = jsonOf(bytes);
  // A hex file may be nothing but digits, and is a number then, for JSON.
  if (typeof json === 'object' && json !== null) return readJson(file, json, collateral);
  const raw = fromHex(text(bytes).trim().replace(/^0x/, '')) ?? bytes;
  if (raw.length === SNP_REPORT_BYTES) return readSnp(raw, collateral);
  return isQuote(raw) ? readTdx(raw, collateral, {}) : unknownFile(file);
}

const unknownFile = (file: string): Read<never> => refused({ code: 'verify_unknown_file', facts: { file } });

function readJson(file: string, json: object, collateral: Uint8Array | null): Read<Bundle> {
  if ('kind' in json) return { value: { ...json, ...withCollateral(json, collateral) } };
  if (Array.isArray(json)) return readNvidia(file, json);
  if (!('quote' in json) || typeof json.quote !== 'string') return unknownFile(file);
  const quote = fromHex(json.quote.replace(/^0x/, ''));
  if (!quote) return unknownFile(file);
  const own =
    'collateral' in json && json.collateral ? new TextEncoder().encode(JSON.stringify(json.collateral)) : null;
  return readTdx(quote, collateral ?? own, logOf(json));
}

/** Statements given apart take the place of those in a bundle: they may be newer, or an auditor's own. */
function withCollateral(json: object, collateral: Uint8Array | null): Bundle {
  const given = collateral && jsonOf(collateral);
  const tdx = 'tdx' in json && typeof json.tdx === 'object' ? json.tdx : null;
  return given && tdx ? { tdx: { ...tdx, collateral: given } } : {};
}

/** dstack writes its event log as a text of JSON. */
function logOf(json: object): Bundle {
  const log = 'event_log' in json ? json.event_log : undefined;
  const eventLog = typeof log === 'string' ? jsonOf(new TextEncoder().encode(log)) : log;
  return eventLog === undefined ? {} : { eventLog };
}

function readTdx(quote: Uint8Array, collateral: Uint8Array | null, more: Bundle): Read<Bundle> {
  const statements = collateral && jsonOf(collateral);
  if (!statements) return needs('TDX quote', 'Intel’s statements (JSON)');
  return bundle({ tdx: { quote: base64(quote), collateral: statements, ...more } });
}

function readSnp(report: Uint8Array, certificates: Uint8Array | null): Read<Bundle> {
  if (!certificates) return needs('SEV-SNP report', 'AMD’s certificates (PEM: VCEK, ASK, ARK)');
  return bundle({ snp: { report: base64(report), certificates: text(certificates) } });
}

const needs = (what: string, needed: string): Read<never> =>
  refused({ code: 'verify_collateral_needed', facts: { what, needed } });

/** Evidence is a list of GPUs; a token is `["JWT", …]` and its parts. */
function readNvidia(file: string, json: unknown[]): Read<Bundle> {
  const [first] = json;
  if (Array.isArray(first) && first[0] === 'JWT') return bundle({ gpuToken: json });
  const isGpu = typeof first === 'object' && first !== null && 'arch' in first && 'evidence' in first;
  return isGpu ? bundle({ gpu: json }) : unknownFile(file);
}

/** One of Intel's quotes; that an SGX quote is no TDX quote, the verifier says. */
function isQuote(bytes: Uint8Array): boolean {
  if (bytes.length < 48) return false;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [version, keyType, tee] = [view.getUint16(0, true), view.getUint16(2, true), view.getUint32(4, true)];
  return version >= 3 && version <= 5 && keyType <= 3 && (tee === 0 || tee === 0x81);
}
