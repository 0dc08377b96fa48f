import { createHash, type KeyObject, sign, verify } from 'node:crypto';
import { Remembered } from '../remember.ts';
import { publicKeyOf } from './keys.ts';

/**
 * Signatures that this process made or has found good. A manifest comes back with every quote, and the broker's own
 * quote and a receipt are read twice when the buyer's side runs inside the broker; checking costs 0.1 ms each time.
 * The key is a hash over everything that was checked, and only good ones are kept.
 */
const known = new Remembered<true>(8_192);

const fingerprint = (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): string =>
  createHash('sha256').update(publicKey).update(signature).update(message).digest('base64');

export function verifyEd25519(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  const print = fingerprint(publicKey, message, signature);
  if (known.get(print)) return true;
  if (!isGood(publicKey, message, signature)) return false;
  known.set(print, true);
  return true;
}

export function signEd25519(privateKey: KeyObject, publicKey: Uint8Array, message: Uint8Array): Buffer {
  const signature = sign(null, message, privateKey);
  known.set(fingerprint(publicKey, message, signature), true);
  return signature;
}

function isGood(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  try {
    return verify(null, message, publicKeyOf('Ed25519', publicKey), signature);
  } catch {
    return false;
  }
}
