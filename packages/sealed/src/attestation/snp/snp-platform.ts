import { equalBytes, hex, text } from '@spindle/shared';
import { isZero } from '../byte-reader.ts';
import { must, refuse } from '../refusal.ts';
import type { SnpProduct } from '../trust.ts';
import type { Certificate } from '../x509/certificate.ts';
import { DerReader } from '../x509/der.ts';
import { firmwarePartsOf, readFirmware, type SnpFirmware } from './snp-firmware.ts';
import type { SnpReport } from './snp-report.ts';

/** 1.3.6.1.4.1.3704.1: AMD's extensions (AMD 57230, §3.1). */
const AMD = '2b060104019c7801';
const PRODUCT_NAME = `${AMD}02`;
const FIRMWARE = `${AMD}03`;
const CHIP_ID = `${AMD}04`;
const PART = 'snp_chain';

/**
 * Holds what the report says of processor, firmware and chip against what AMD certified: a report alone could claim
 * any. Refusals: `snp_product_mismatch`, `snp_tcb_mismatch`, `snp_chip_mismatch`, `snp_key_kind_wrong`.
 */
export function checkSnpPlatform(report: SnpReport, leaf: Certificate, product: SnpProduct): SnpFirmware {
  const certified = productNameOf(leaf);
  const isSame = certified.startsWith(product) && (report.product === null || report.product === product);
  must(isSame, 'snp_product_mismatch', { report: report.product ?? product, certificate: certified });
  for (const { part, byte, extension } of firmwarePartsOf(product)) {
    const [reported, known] = [report.reportedTcb[byte] ?? 0, versionOf(leaf, FIRMWARE + extension)];
    must(reported === known, 'snp_tcb_mismatch', { field: part, reported, certified: known ?? '' });
  }
  checkChip(report, leaf, product);
  return readFirmware(report.reportedTcb, product);
}

/** A chip's own key (VCEK) is of that chip; a cloud's key (VLEK) names none. */
function checkChip(report: SnpReport, leaf: Certificate, product: SnpProduct): void {
  const isCloudKey = leaf.commonName === 'SEV-VLEK';
  const certified = isCloudKey ? 1 : 0;
  must(report.signingKey === certified, 'snp_key_kind_wrong', { signed: report.signingKey, certified });
  if (isCloudKey) return;
  const id = leaf.extensions.get(CHIP_ID);
  const length = product === 'Turin' ? 8 : 64;
  const isSame =
    id?.length === length &&
    equalBytes(id, report.chipId.subarray(0, length)) &&
    isZero(report.chipId.subarray(length)) &&
    !isZero(id);
  must(isSame, 'snp_chip_mismatch');
}

/** Such as Milan-B0. */
function productNameOf(leaf: Certificate): string {
  const bytes = leaf.extensions.get(PRODUCT_NAME);
  return bytes ? text(new DerReader(bytes, PART).next().body) : '';
}

function versionOf(leaf: Certificate, id: string): number | null {
  const bytes = leaf.extensions.get(id);
  if (!bytes) return null;
  const [first = 0, second] = new DerReader(bytes, PART).integer();
  // 128 and above is written with a zero before it.
  return second === undefined ? first : first === 0 ? second : refuse('certificate_malformed', { part: hex(bytes) });
}
