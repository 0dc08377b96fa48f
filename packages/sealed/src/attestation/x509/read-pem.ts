import { Remembered } from '../../remember.ts';
import { fromBase64 } from '../base64.ts';
import { refuse } from '../refusal.ts';
import { type Certificate, readCertificate } from './certificate.ts';

const BLOCK = /-----BEGIN CERTIFICATE-----\r?\n((?:[A-Za-z0-9+/=]+\r?\n)+)-----END CERTIFICATE-----(?:\r?\n)*/y;
/** More than any vendor's chain has. */
const MAX_CERTIFICATES = 8;
const MAX_PEM = 65_536;

/** Certificates that were read well: machines of one kind share most of theirs, and every chain its root. */
const known = new Remembered<Certificate>(64);

/** {@link readCertificate}, once for each text and each set of extensions that are let pass. */
function readBlock(block: string, part: string, critical: readonly string[]): Certificate {
  const name = `${critical.join(' ')} ${block}`;
  const found = known.get(name) ?? readCertificate(bytesOf(block, part), part, critical);
  known.set(name, found);
  return found;
}

const bytesOf = (block: string, part: string): Uint8Array =>
  fromBase64(block.replace(/\r?\n/g, '')) ?? refuse('certificate_malformed', { part });

/**
 * Reads a chain of PEM certificates, and nothing between or behind them: what carries no meaning could otherwise be
 * changed unseen. One zero byte at the end is Intel's.
 * Refusals: `certificate_malformed`, `certificate_extension_unknown`.
 */
export function readPemChain(pem: string, part: string, critical: readonly string[]): readonly Certificate[] {
  const text = pem.endsWith('\0') ? pem.slice(0, -1) : pem;
  if (pem.length > MAX_PEM) refuse('certificate_malformed', { part });
  const chain: Certificate[] = [];
  BLOCK.lastIndex = 0;
  let end = 0;
  while (end < text.length) {
    const block = BLOCK.exec(text)?.[1];
    if (block === undefined || chain.length === MAX_CERTIFICATES) return refuse('certificate_malformed', { part });
    chain.push(readBlock(block, part, critical));
    end = BLOCK.lastIndex;
  }
  return chain;
}
