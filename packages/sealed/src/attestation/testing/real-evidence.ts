import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/*
 * Evidence of real machines, as vendors and projects publish it. It is not part of this repository; tests that use it
 * say so when they are skipped. SPINDLE_ATTESTATION_FIXTURES names the folder; without it, it is looked for beside the
 * project. docs/attestation.md lists what lies in it.
 */
const HERE = path.dirname(fileURLToPath(import.meta.url));
const NAME = 'fixtures/attestation';

function find(): string | null {
  const named = process.env.SPINDLE_ATTESTATION_FIXTURES;
  if (named) return named;
  for (let folder = HERE; path.dirname(folder) !== folder; folder = path.dirname(folder)) {
    for (const place of [NAME, `shared/${NAME}`]) {
      const candidate = path.join(folder, place);
      if (existsSync(path.join(candidate, 'tdx/tdx_quote'))) return candidate;
    }
  }
  return null;
}

const folder = find();
export const hasRealEvidence = folder !== null;
if (!hasRealEvidence) {
  process.stderr.write(
    'Tests on evidence of real machines are SKIPPED: set SPINDLE_ATTESTATION_FIXTURES to their folder.\n',
  );
}

export const realBytes = (name: string): Uint8Array => new Uint8Array(readFileSync(path.join(folder ?? '', name)));
export const realText = (name: string): string => readFileSync(path.join(folder ?? '', name), 'utf8');
// biome-ignore lint/suspicious/noExplicitAny: what others publish, read by tests that know its shape
export const realJson = (name: string): any => JSON.parse(realText(name));

export const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

/** The quote that Intel rates `UpToDate`, with its collateral, as our bundle; and a time at which both counted. */
export const REAL_TDX_AT_MS = Date.parse('2025-07-01T00:00:00Z');
export const realTdx = (name = 'tdx_quote') => ({
  v: 1,
  kind: 'spindle-evidence',
  tdx: { quote: base64(realBytes(`tdx/${name}`)), collateral: realJson(`tdx/${name}_collateral.json`) },
});

/** A report of a Milan processor whose guest may not be debugged, out of dstack's own container of it. */
export const REAL_SNP_AT_MS = Date.parse('2026-07-01T00:00:00Z');
export function realSnp() {
  const container = Buffer.from(realJson('dstack/sev-snp-attestation.json').attestation, 'hex');
  const pem =
    container.toString('latin1').match(/-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----\n/g) ?? [];
  const [issuer = '', leaf = ''] = pem;
  return snpBundle(new Uint8Array(container.subarray(4, 4 + 1_184)), leaf + issuer + rootOf('milan'));
}

/** Google's sample: genuine, and its guest may be debugged. */
export const REAL_DEBUG_SNP_AT_MS = Date.parse('2023-07-01T00:00:00Z');
export function realDebugSnp() {
  const leaf = `-----BEGIN CERTIFICATE-----\n${base64(realBytes('snp/vcek.testcer'))}\n-----END CERTIFICATE-----\n`;
  return snpBundle(realBytes('snp/attestation.bin'), leaf + realText('snp/ask_ark_milan.pem'));
}

const rootOf = (product: string): string =>
  `-----BEGIN CERTIFICATE-----${realText(`snp/ask_ark_${product}.pem`).split('-----BEGIN CERTIFICATE-----')[2]}`;

const snpBundle = (report: Uint8Array, certificates: string) => ({
  v: 1,
  kind: 'spindle-evidence',
  snp: { report: base64(report), certificates },
});
