import type { AeadKey } from '../primitives.ts';
import { owned, subtle } from './support.ts';

/** AES-GCM under a key of 16 or 32 bytes. */
export async function aesGcm(raw: Uint8Array): Promise<AeadKey> {
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
