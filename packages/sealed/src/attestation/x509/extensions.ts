import { hex } from '@spindle/shared';
import { refuse } from '../refusal.ts';
import { type DerReader, openDer, TAG } from './der.ts';

/** Object identifiers are compared as the hex of their bytes. */
export const KEY_USAGE = '551d0f';
export const BASIC_CONSTRAINTS = '551d13';

/** Bits of the first byte of a key usage. */
export const DIGITAL_SIGNATURE = 0x80;
export const SIGNS_CERTIFICATES = 0x04;
export const SIGNS_LISTS = 0x02;

export type Extensions = ReadonlyMap<string, Uint8Array>;

/**
 * Reads the extensions of a certificate, a list or an entry of one. A critical one that is not known is refused, as
 * RFC 5280 §4.2 demands: `certificate_extension_unknown`.
 * @param known identifiers of critical extensions that the caller understands.
 */
export function readExtensions(der: DerReader, known: readonly string[]): Extensions {
  const extensions = new Map<string, Uint8Array>();
  while (!der.isAtEnd) {
    const extension = der.enter(TAG.sequence);
    const id = hex(extension.next(TAG.oid).body);
    const isCritical = extension.optionalTrue();
    const { body } = extension.next(TAG.octets);
    extension.finish();
    if (extensions.has(id)) der.malformed();
    if (isCritical && !known.includes(id)) {
      refuse('certificate_extension_unknown', { part: der.part, extension: id });
    }
    extensions.set(id, body);
  }
  return extensions;
}

/** What a certificate may be used for: null when it does not say. */
export function keyUsageOf(extensions: Extensions, part: string): number | null {
  const bytes = extensions.get(KEY_USAGE);
  if (!bytes) return null;
  const der = openDer(bytes, TAG.bitString, part);
  // The body is the count of unused bits, then the bits; the second byte of them means nothing here.
  return bytes[3] ?? der.malformed();
}

export interface Authority {
  isAuthority: boolean;
  /** How many authorities may stand below it; null: any number. */
  pathLength: number | null;
}

export function authorityOf(extensions: Extensions, part: string): Authority {
  const bytes = extensions.get(BASIC_CONSTRAINTS);
  if (!bytes) return { isAuthority: false, pathLength: null };
  const der = openDer(bytes, TAG.sequence, part);
  const isAuthority = der.optionalTrue();
  const pathLength = der.isAtEnd ? null : (der.integer()[0] ?? null);
  der.finish();
  return { isAuthority, pathLength };
}
