import { concat } from '@spindle/shared';
import type { AeadKey, Hasher, Primitives } from '../primitives.ts';
import { verifyEd25519 } from './ed25519.ts';
import { hpkeSeal, hpkeSealPostQuantum } from './hpke.ts';
import { owned, subtle } from './support.ts';

/** WebCrypto has no incremental hash: the parts are kept until the digest. */
function hasher(): Hasher {
  const parts: Uint8Array[] = [];
  return {
    update: (bytes) => void parts.push(bytes),
    digest: async () => new Uint8Array(await subtle().digest('SHA-256', concat(...parts))),
  };
}

async function hkdfSha256(secret: Uint8Array, salt: Uint8Array, info: Uint8Array, length: number): Promise<Uint8Array> {
  const key = await subtle().importKey('raw', owned(secret), 'HKDF', false, ['deriveBits']);
  const params = { name: 'HKDF', hash: 'SHA-256', salt: owned(salt), info: owned(info) };
  return new Uint8Array(await subtle().deriveBits(params, key, length * 8));
}

async function aes256Gcm(raw: Uint8Array): Promise<AeadKey> {
  const key = await subtle().importKey('raw', owned(raw), 'AES-GCM', false, ['encrypt', 'decrypt']);
  const params = (iv: Uint8Array, aad: Uint8Array) => ({ name: 'AES-GCM', iv: owned(iv), additionalData: owned(aad) });
  return {
    seal: async (iv, aad, plain) => new Uint8Array(await subtle().encrypt(params(iv, aad), key, owned(plain))),
    open: async (iv, aad, sealed) => {
      try {
        return new Uint8Array(await subtle().decrypt(params(iv, aad), key, owned(sealed)));
      } catch {
        return null;
      }
    },
  };
}

/** The platform of a browser (and of anything that has WebCrypto). */
export const webPrimitives: Primitives = {
  random: (length) => crypto.getRandomValues(new Uint8Array(length)),
  hasher,
  hkdfSha256,
  aes256Gcm,
  hpkeSeal,
  hpkeSealPostQuantum,
  verifyEd25519,
};
