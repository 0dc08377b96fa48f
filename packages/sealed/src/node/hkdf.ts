import { createHmac } from 'node:crypto';

const HASH_BYTES = 32;

/** HMAC-SHA-256 over the parts, one after the other. */
export function hmacSha256(key: Uint8Array, ...parts: Uint8Array[]): Buffer {
  const mac = createHmac('sha256', key);
  for (const part of parts) mac.update(part);
  return mac.digest();
}

/**
 * HKDF-SHA-256 (RFC 5869). `hkdfSync` makes a key object and a job for each call, which takes five times as long; every
 * answer needs one.
 * @param length of the result, in bytes, at most 255 × 32.
 */
export function hkdfSha256(secret: Uint8Array, salt: Uint8Array, info: Uint8Array, length: number): Buffer {
  const prk = hmacSha256(salt, secret);
  const out = Buffer.allocUnsafe(Math.ceil(length / HASH_BYTES) * HASH_BYTES);
  let block: Uint8Array = new Uint8Array();
  for (let at = 0; at < length; at += HASH_BYTES) {
    block = hmacSha256(prk, block, info, Buffer.from([at / HASH_BYTES + 1]));
    out.set(block, at);
  }
  return out.subarray(0, length);
}
