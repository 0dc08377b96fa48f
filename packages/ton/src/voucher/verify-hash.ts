import { createHash, createPublicKey, verify } from 'node:crypto';
import { base64url, fromHex } from '@spindle/shared';

/** Whether an Ed25519 key signed SHA-256 of these bytes. node:crypto is 80 times as fast as @ton/crypto at this. */
export function verifyHash(bytes: Uint8Array, signatureHex: string, publicKeyHex: string): boolean {
  const signature = fromHex(signatureHex);
  const publicKey = fromHex(publicKeyHex);
  if (signature?.length !== 64 || publicKey?.length !== 32) return false;
  return verifyDigest(createHash('sha256').update(bytes).digest(), signature, publicKey);
}

/** Whether an Ed25519 key (32 bytes) signed this digest. A key that is no point of the curve signs nothing. */
export function verifyDigest(digest: Uint8Array, signature: Uint8Array, publicKey: Uint8Array): boolean {
  try {
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: base64url(publicKey) }, format: 'jwk' });
    return verify(null, digest, key, signature);
  } catch {
    return false;
  }
}
