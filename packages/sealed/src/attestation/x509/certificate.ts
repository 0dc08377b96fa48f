import { equalBytes, hex } from '@spindle/shared';
import { digestHex } from '../digest.ts';
import type { Signed } from '../signature.ts';
import { openDer, TAG } from './der.ts';
import {
  type Authority,
  authorityOf,
  BASIC_CONSTRAINTS,
  type Extensions,
  KEY_USAGE,
  keyUsageOf,
  readExtensions,
} from './extensions.ts';
import { commonNameOf } from './read-name.ts';
import { readTime } from './read-time.ts';

/** What is needed of an X.509 certificate (RFC 5280), version 3. */
export interface Certificate extends Signed, Authority {
  der: Uint8Array;
  /** Lower-case hex. */
  serial: string;
  issuer: Uint8Array;
  subject: Uint8Array;
  commonName: string;
  /** Milliseconds; both ends are valid. */
  notBefore: number;
  notAfter: number;
  /** SubjectPublicKeyInfo, as WebCrypto takes it. */
  key: Uint8Array;
  keyUsage: number | null;
  extensions: Extensions;
}

const VERSION_3 = 'a003020102';

/**
 * Reads one certificate. Refusals: `certificate_malformed`, `certificate_extension_unknown`.
 * @param critical identifiers of critical extensions to let pass beside key usage and basic constraints.
 */
export function readCertificate(bytes: Uint8Array, part: string, critical: readonly string[]): Certificate {
  const der = openDer(bytes, TAG.sequence, part);
  const signed = der.next(TAG.sequence);
  const algorithm = der.next(TAG.sequence).whole;
  const signature = der.bitString();
  der.finish();
  const fields = openDer(signed.whole, TAG.sequence, part);
  if (hex(fields.next().whole) !== VERSION_3) der.malformed();
  const serial = hex(fields.integer());
  // The algorithm inside is signed, the one outside is not.
  if (!equalBytes(fields.next(TAG.sequence).whole, algorithm)) der.malformed();
  const issuer = fields.next(TAG.sequence);
  const validity = fields.enter(TAG.sequence);
  const [notBefore, notAfter] = [readTime(validity), readTime(validity)];
  validity.finish();
  const subject = fields.next(TAG.sequence);
  const key = fields.next(TAG.sequence).whole;
  const wrapped = fields.enter(0xa3);
  const extensions = readExtensions(wrapped.enter(TAG.sequence), [KEY_USAGE, BASIC_CONSTRAINTS, ...critical]);
  wrapped.finish();
  fields.finish();
  return {
    ...{ der: bytes, signed: signed.whole, algorithm: hex(algorithm), signature, serial, key, extensions },
    ...{ issuer: issuer.whole, subject: subject.whole, commonName: commonNameOf(subject.body, part) },
    ...{ notBefore, notAfter, keyUsage: keyUsageOf(extensions, part), ...authorityOf(extensions, part) },
  };
}

const fingerprints = new WeakMap<Certificate, Promise<string>>();

/** SHA-256 of its bytes, lower-case hex. */
export function fingerprint(certificate: Certificate): Promise<string> {
  const found = fingerprints.get(certificate) ?? digestHex('SHA-256', certificate.der);
  fingerprints.set(certificate, found);
  return found;
}
