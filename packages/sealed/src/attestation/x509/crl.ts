import { equalBytes, hex } from '@spindle/shared';
import { mustBeInTime } from '../in-time.ts';
import { must, refuse } from '../refusal.ts';
import { isSignedBy, type Signed } from '../signature.ts';
import type { Certificate } from './certificate.ts';
import { type DerReader, openDer, TAG } from './der.ts';
import { readExtensions, SIGNS_LISTS } from './extensions.ts';
import { readTime } from './read-time.ts';

/** A list of revoked certificates (RFC 5280 §5), version 2. */
export interface Crl extends Signed {
  part: string;
  issuer: Uint8Array;
  thisUpdate: number;
  nextUpdate: number;
  /** Serial numbers, lower-case hex. */
  revoked: ReadonlySet<string>;
}

const VERSION_2 = '01';

/** Refusals: `certificate_malformed`, `certificate_extension_unknown`. */
export function readCrl(bytes: Uint8Array, part: string): Crl {
  const der = openDer(bytes, TAG.sequence, part);
  const signed = der.next(TAG.sequence);
  const algorithm = der.next(TAG.sequence).whole;
  const signature = der.bitString();
  der.finish();
  const fields = openDer(signed.whole, TAG.sequence, part);
  if (hex(fields.integer()) !== VERSION_2) der.malformed();
  if (!equalBytes(fields.next(TAG.sequence).whole, algorithm)) der.malformed();
  const issuer = fields.next(TAG.sequence).whole;
  const [thisUpdate, nextUpdate] = [readTime(fields), readTime(fields)];
  const revoked = fields.tag === TAG.sequence ? readEntries(fields.enter(TAG.sequence)) : new Set<string>();
  if (!fields.isAtEnd) {
    const wrapped = fields.enter(0xa0);
    readExtensions(wrapped.enter(TAG.sequence), []);
    wrapped.finish();
  }
  fields.finish();
  return { part, signed: signed.whole, algorithm: hex(algorithm), signature, issuer, thisUpdate, nextUpdate, revoked };
}

/** The bytes of TRUE: without them nothing in an entry is critical. */
const TRUE = '0101ff';

/** Serial numbers. Lists are long and a page's first check is slow, so only what can matter is looked at. */
function readEntries(entries: DerReader): Set<string> {
  const revoked = new Set<string>();
  while (!entries.isAtEnd) {
    const entry = entries.enter(TAG.sequence);
    revoked.add(hex(entry.integer()));
    entry.next();
    if (entry.isAtEnd) continue;
    const extensions = entry.next(TAG.sequence);
    if (hex(extensions.body).includes(TRUE)) readExtensions(openDer(extensions.whole, TAG.sequence, entry.part), []);
    entry.finish();
  }
  return revoked;
}

/**
 * A list counts only when its issuer signed it and it is of now.
 * Refusals: `crl_issuer_wrong`, `certificate_not_authority`, `crl_not_yet_valid`, `crl_expired`, `crl_signature_wrong`.
 */
export async function checkCrl(crl: Crl, issuer: Certificate, nowMs: number): Promise<void> {
  const { part } = crl;
  must(equalBytes(crl.issuer, issuer.subject), 'crl_issuer_wrong', { part });
  must(((issuer.keyUsage ?? 0) & SIGNS_LISTS) !== 0, 'certificate_not_authority', { part });
  mustBeInTime('crl', crl.thisUpdate, crl.nextUpdate, nowMs, part);
  must(await isSignedBy(crl, issuer.key), 'crl_signature_wrong', { part });
}

/** Refusal: `certificate_revoked`. */
export function mustNotBeRevoked({ serial }: Certificate, crl: Crl, part: string): void {
  if (crl.revoked.has(serial)) refuse('certificate_revoked', { part, serial });
}
