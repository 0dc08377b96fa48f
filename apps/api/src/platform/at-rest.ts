import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const KEY_BYTES = 32;

/** What {@link sealAtRest} adds to the length of a text. */
export const AT_REST_OVERHEAD_BYTES = NONCE_BYTES + TAG_BYTES;

/**
 * A key from a secret that only its owner holds (HKDF-SHA256, RFC 5869). The secret must be long and random, as API
 * keys are.
 * @param info names the purpose, so that keys of different purposes tell nothing about each other.
 */
export function keyFromSecret(secret: string, info: string, salt: Uint8Array = new Uint8Array()): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, salt, info, KEY_BYTES));
}

/**
 * Encrypts what is to lie in the database (AES-256-GCM): nonce, ciphertext, tag.
 * @param place where it lies; it cannot be opened anywhere else, so nobody can swap two rows.
 */
export function sealAtRest(key: Uint8Array, plain: Uint8Array, place: string): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(place));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** @returns null for another key, another place, or a byte that was changed. */
export function openAtRest(key: Uint8Array, sealed: Uint8Array, place: string): Buffer | null {
  if (sealed.length < AT_REST_OVERHEAD_BYTES) return null;
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_BYTES)).setAAD(Buffer.from(place));
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
  } catch {
    return null;
  }
}
