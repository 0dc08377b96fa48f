import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { Remembered } from './remember.ts';

/** Importing a key costs as much as using it, and the same few come back with every request. */
const publicKeys = new Remembered<KeyObject>(4_096);

type Curve = 'X25519' | 'Ed25519';

/** A raw 32-byte public key. JWK, since reading DER takes ten times as long. */
export function publicKeyOf(curve: Curve, raw: Uint8Array): KeyObject {
  const x = Buffer.from(raw).toString('base64url');
  const known = publicKeys.get(curve + x);
  if (known) return known;
  const key = createPublicKey({ key: { kty: 'OKP', crv: curve, x }, format: 'jwk' });
  publicKeys.set(curve + x, key);
  return key;
}

/** @returns the raw 32 bytes of a public key (or of the public half of a private one). */
export function rawPublicKey(key: KeyObject): Buffer {
  const { x } = key.export({ format: 'jwk' });
  return Buffer.from(x ?? '', 'base64url');
}

/** PKCS #8 of an Ed25519 seed (RFC 8410 §7). */
const SEED_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');

/** @param seed 32 bytes. */
export const ed25519FromSeed = (seed: Uint8Array): KeyObject =>
  createPrivateKey({ key: Buffer.concat([SEED_PREFIX, seed]), format: 'der', type: 'pkcs8' });

/** The X25519 keys that requests are sealed to. Made at each start of a node, never stored, never exported. */
export interface SealKeys {
  /** Hex; stands in the manifest. */
  readonly publicKey: string;
  readonly privateKey: KeyObject;
}

export function generateSealKeys(): SealKeys {
  const pair = generateKeyPairSync('x25519');
  return { publicKey: rawPublicKey(pair.publicKey).toString('hex'), privateKey: pair.privateKey };
}
