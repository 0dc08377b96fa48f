import { equalBytes, hex } from '@spindle/shared';
import { must, refuse } from '../refusal.ts';
import { isSignedBy, type Signed } from '../signature.ts';
import { timeText } from '../time-text.ts';
import type { Certificate } from './certificate.ts';
import { openDer, TAG } from './der.ts';
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
  const revoked = new Set<string>();
  if (fields.tag === TAG.sequence) {
    const entries = fields.enter(TAG.sequence);
    while (!entries.isAtEnd) {
      const entry = entries.enter(TAG.sequence);
      revoked.add(hex(entry.integer()));
      readTime(entry);
      if (!entry.isAtEnd) readExtensions(entry.enter(TAG.sequence), []);
      entry.finish();
    }
  }
  if (!fields.isAtEnd) {
    const wrapped = fields.enter(0xa0);
    readExtensions(wrapped.enter(TAG.sequence), []);
    wrapped.finish();
  }
  fields.finish();
  return { part, signed: signed.whole, algorithm: hex(algorithm), signature, issuer, thisUpdate, nextUpdate, revoked };
}

/**
 * A list counts only when its issuer signed it and it is of now.
 * Refusals: `crl_issuer_wrong`, `certificate_not_authority`, `crl_not_yet_valid`, `crl_expired`, `crl_signature_wrong`.
 */
export async function checkCrl(crl: Crl, issuer: Certificate, nowMs: number): Promise<void> {
  const { part } = crl;
  must(equalBytes(crl.issuer, issuer.subject), 'crl_issuer_wrong', { part });
  must(((issuer.keyUsage ?? 0) & SIGNS_LISTS) !== 0, 'certificate_not_authority', { part });
  must(nowMs >= crl.thisUpdate, 'crl_not_yet_valid', { part, from: timeText(crl.thisUpdate) });
  must(nowMs <= crl.nextUpdate, 'crl_expired', { part, until: timeText(crl.nextUpdate) });
  must(await isSignedBy(crl, issuer.key), 'crl_signature_wrong', { part });
}

/** Refusal: `certificate_revoked`. */
export function mustNotBeRevoked({ serial }: Certificate, crl: Crl, part: string): void {
  if (crl.revoked.has(serial)) refuse('certificate_revoked', { part, serial });
}
