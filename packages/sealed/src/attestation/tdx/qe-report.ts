import { equalBytes } from '@spindle/shared';
import { isZero, littleEndian } from '../byte-reader.ts';
import { digest } from '../digest.ts';
import { must, refuse } from '../refusal.ts';
import { P256, verify } from '../signature.ts';
import type { QeIdentity } from './qe-identity.ts';
import type { TdxQuote } from './quote.ts';
import type { VersionLevel } from './tcb-info.ts';

/** Offsets in an SGX report (384 bytes). */
const MISC_SELECT = 16;
const ATTRIBUTES = 48;
const MR_SIGNER = 128;
const PRODUCT_ID = 256;
const VERSION = 258;
const REPORT_DATA = 320;
const DEBUG = 0x02;

/** What the report must bind: the hash of the key that signs quotes. */
export const hashAttestationKey = ({ attestationKey, qeAuthentication }: TdxQuote): Promise<Uint8Array> =>
  digest('SHA-256', attestationKey, qeAuthentication);

/**
 * Checks that the processor's key signed the quoting enclave's report, that this report binds the attestation key, and
 * that the enclave is the one that Intel describes. Refusals: `qe_…`.
 * @param keyHash of {@link hashAttestationKey}. @returns the rating of its version.
 */
export async function checkQeReport(
  quote: TdxQuote,
  keyHash: Promise<Uint8Array>,
  pckKey: Uint8Array,
  identity: QeIdentity,
): Promise<VersionLevel> {
  const report = quote.qeReport;
  const slice = (from: number, length: number) => report.subarray(from, from + length);
  must(await verify(P256, pckKey, quote.qeSignature, report), 'qe_report_signature_wrong');
  must(equalBytes(slice(REPORT_DATA, 32), await keyHash), 'qe_report_key_not_bound');
  must(isZero(slice(REPORT_DATA + 32, 32)), 'qe_report_key_not_bound');
  must(((report[ATTRIBUTES] ?? DEBUG) & DEBUG) === 0, 'qe_debug');
  const mismatches: [field: string, isWrong: boolean][] = [
    ['MRSIGNER', !equalBytes(slice(MR_SIGNER, 32), identity.mrSigner)],
    ['ISVPRODID', littleEndian(slice(PRODUCT_ID, 2)) !== identity.productId],
    ['MISCSELECT', !matches(slice(MISC_SELECT, 4), identity.miscSelect, identity.miscSelectMask)],
    ['ATTRIBUTES', !matches(slice(ATTRIBUTES, 16), identity.attributes, identity.attributesMask)],
  ];
  for (const [field, isWrong] of mismatches) must(!isWrong, 'qe_identity_mismatch', { field });
  const version = littleEndian(slice(VERSION, 2));
  return identity.levels.find((level) => version >= level.version) ?? refuse('qe_too_old', { version });
}

/** True when both agree in every bit of the mask. */
export const matches = (actual: Uint8Array, wanted: Uint8Array, mask: Uint8Array): boolean =>
  actual.length === wanted.length &&
  actual.length === mask.length &&
  actual.every((byte, at) => ((byte ^ (wanted[at] ?? 0)) & (mask[at] ?? 0)) === 0);
