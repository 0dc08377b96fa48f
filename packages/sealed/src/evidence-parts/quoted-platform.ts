import { Refusal } from '../attestation/refusal.ts';
import { readPckExtension } from '../attestation/tdx/pck-extension.ts';
import { readTdxQuote } from '../attestation/tdx/quote.ts';
import type { Certificate } from '../attestation/x509/certificate.ts';
import { readPemChain } from '../attestation/x509/read-pem.ts';

/** For which kind of processor Intel's statements are needed: as its service asks for it. */
export interface QuotedPlatform {
  /** Lower-case hex. */
  fmspc: string;
  ca: 'platform' | 'processor';
}

const PART = 'pck_chain';
const PLATFORM_CA = 'Intel SGX PCK Platform CA';

/**
 * Reads from a quote which statements it will be judged by. Nothing is believed by it: wrong statements are refused later.
 * @returns null for bytes that are no quote with its processor's certificate.
 */
export function platformOfQuote(quote: Uint8Array): QuotedPlatform | null {
  try {
    const [pck, issuer] = readChain(readTdxQuote(quote).pckChain, []);
    if (!pck || !issuer) return null;
    return { fmspc: readPckExtension(pck).fmspc, ca: issuer.commonName === PLATFORM_CA ? 'platform' : 'processor' };
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

/** What a critical extension means is for whoever judges; here it hides nothing that is read. */
function readChain(pem: string, passed: readonly string[]): readonly Certificate[] {
  try {
    return readPemChain(pem, PART, passed);
  } catch (error) {
    const { code, facts } = error instanceof Refusal ? error.fault : { code: null, facts: {} };
    const extension = code === 'certificate_extension_unknown' ? facts?.extension : null;
    if (typeof extension !== 'string' || passed.includes(extension)) throw error;
    return readChain(pem, [...passed, extension]);
  }
}
