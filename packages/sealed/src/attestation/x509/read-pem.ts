import { Remembered } from '../../remember.ts';
import { fromBase64 } from '../base64.ts';
import { refuse } from '../refusal.ts';
import { type Certificate, readCertificate } from './certificate.ts';

const BLOCK = /-----BEGIN CERTIFICATE-----\r?\n((?:[A-Za-z0-9+/=]+\r?\n)+)-----END CERTIFICATE-----(?:\r?\n)*/y;
/** More than any vendor's chain has. */
const MAX_CERTIFICATES = 8;
const MAX_PEM = 65_536;

/** Chains that were read well. Machines of one kind share most of theirs. */
const known = new Remembered<readonly Certificate[]>(64);

/** {@link parsePemChain}, once for each text and each set of extensions that are let pass. */
export function readPemChain(pem: string, part: string, critical: readonly string[]): readonly Certificate[] {
  const name = `${critical.join(' ')} ${pem}`;
  const found = known.get(name) ?? parsePemChain(pem, part, critical);
  known.set(name, found);
  return found;
}

/**
 * Reads a chain of PEM certificates, and nothing between or behind them: what carries no meaning could otherwise be
 * changed unseen. One zero byte at the end is Intel's.
 * Refusals: `certificate_malformed`, `certificate_extension_unknown`.
 */
function parsePemChain(pem: string, part: string, critical: readonly string[]): Certificate[] {
  const text = pem.endsWith('\0') ? pem.slice(0, -1) : pem;
  if (pem.length > MAX_PEM) refuse('certificate_malformed', { part });
  const chain: Certificate[] = [];
  BLOCK.lastIndex = 0;
  let end = 0;
  while (end < text.length) {
    const block = BLOCK.exec(text);
    const der = block?.[1] === undefined ? null : fromBase64(block[1].replace(/\r?\n/g, ''));
    if (!der || chain.length === MAX_CERTIFICATES) return refuse('certificate_malformed', { part });
    chain.push(readCertificate(der, part, critical));
    end = BLOCK.lastIndex;
  }
  return chain;
}
