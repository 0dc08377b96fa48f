import { createPrivateKey, createPublicKey, type KeyObject, randomBytes } from 'node:crypto';
import { Remembered } from '../remember.ts';
import type { PostQuantumKeys } from './post-quantum-keys.ts';

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

/** PKCS #8 of 32 secret bytes is this, then the bytes (RFC 8410 §7). */
const PKCS8_PREFIX: Record<Curve, Buffer> = {
  Ed25519: Buffer.from('302e020100300506032b657004220420', 'hex'),
  X25519: Buffer.from('302e020100300506032b656e04220420', 'hex'),
};

/** @param secret 32 bytes. */
export const privateKeyOf = (curve: Curve, secret: Uint8Array): KeyObject =>
  createPrivateKey({ key: Buffer.concat([PKCS8_PREFIX[curve], secret]), format: 'der', type: 'pkcs8' });

/**
 * A new key. Not by `generateKeyPairSync`: on Node 20 its finished job holds the key's lock when it is collected, and if
 * that happens while the key is being exported, the process waits for itself for ever.
 */
export const generatePrivateKey = (curve: Curve): KeyObject => privateKeyOf(curve, randomBytes(32));

/** The keys that requests are sealed to. Made at each start of a node, never stored, never exported. */
export interface SealKeys {
  /** X25519, hex; stands in the manifest. */
  readonly publicKey: string;
  readonly privateKey: KeyObject;
  /** For the suite `mlkem768-x25519`, where the machine has it. */
  readonly postQuantum?: PostQuantumKeys | undefined;
}

export function generateSealKeys(): SealKeys {
  const privateKey = generatePrivateKey('X25519');
  return { publicKey: rawPublicKey(createPublicKey(privateKey)).toString('hex'), privateKey };
}
