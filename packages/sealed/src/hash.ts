import { canonicalJson, hex, type Terms, utf8 } from '@spindle/shared';
import { TERMS_DOMAIN } from './domains.ts';
import type { Primitives } from './primitives.ts';
import { webPrimitives } from './web/primitives.ts';

/** SHA-256 of the parts, one after the other. */
export async function sha256(primitives: Primitives, ...parts: Uint8Array[]): Promise<Uint8Array> {
  const hasher = primitives.hasher();
  for (const part of parts) hasher.update(part);
  return hasher.digest();
}

/** SHA-256 as lower-case hex. */
export async function sha256Hex(bytes: Uint8Array, primitives: Primitives = webPrimitives): Promise<string> {
  return hex(await sha256(primitives, bytes));
}

/** Terms are not changed once they are made, and one request asks for their hash several times. */
const hashes = new WeakMap<Terms, string>();

/** What is bound into the seal and named by the receipt: the hash of the terms' canonical JSON. */
export async function termsHash(terms: Terms, primitives: Primitives = webPrimitives): Promise<string> {
  const known = hashes.get(terms);
  if (known !== undefined) return known;
  const hash = hex(await sha256(primitives, TERMS_DOMAIN, utf8(canonicalJson(terms))));
  hashes.set(terms, hash);
  return hash;
}
