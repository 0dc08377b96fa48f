import type { Awaitable } from './awaitable.ts';

/**
 * AES-256-GCM under one key; the 16-byte tag stands behind the ciphertext. What is passed is read before the call
 * returns: the caller may write over it.
 */
export interface AeadKey {
  seal(iv: Uint8Array, aad: Uint8Array, plain: Uint8Array): Awaitable<Uint8Array>;
  /** @returns null when the bytes were not sealed by this key for this iv and associated data. */
  open(iv: Uint8Array, aad: Uint8Array, sealed: Uint8Array): Awaitable<Uint8Array | null>;
}

export interface Hasher {
  update(bytes: Uint8Array): void;
  digest(): Awaitable<Uint8Array>;
}

/** One HPKE message. `seq` is its number under `enc`; a one-off message has 0. */
export interface HpkeMessage {
  enc: Uint8Array;
  seq: number;
  ct: Uint8Array;
}

/**
 * What the protocol needs of a platform. Everything above is written once over this, so a browser (WebCrypto) and a
 * server (synchronous `node:crypto`) cannot drift apart; a test holds their bytes equal.
 */
export interface Primitives {
  random(length: number): Uint8Array;
  /** Incremental SHA-256. */
  hasher(): Hasher;
  hkdfSha256(secret: Uint8Array, salt: Uint8Array, info: Uint8Array, length: number): Awaitable<Uint8Array>;
  aes256Gcm(key: Uint8Array): Awaitable<AeadKey>;
  /** RFC 9180 base mode, X25519 / HKDF-SHA256 / AES-128-GCM, with the fixed info of requests. */
  hpkeSeal(publicKey: Uint8Array, aad: Uint8Array, plain: Uint8Array): Awaitable<HpkeMessage>;
  /** The same by MLKEM768-X25519 (KEM 0x647a) and AES-256-GCM, one message for each context. */
  hpkeSealPostQuantum(publicKey: Uint8Array, aad: Uint8Array, plain: Uint8Array): Awaitable<HpkeMessage>;
  verifyEd25519(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): Awaitable<boolean>;
}
