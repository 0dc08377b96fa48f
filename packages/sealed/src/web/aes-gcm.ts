import type { AeadKey } from '../primitives.ts';
import { owned, subtle } from './support.ts';

/** AES-GCM under a key of 16 or 32 bytes. */
export async function aesGcm(raw: Uint8Array): Promise<AeadKey> {
  const web = subtle();
  const key = await web.importKey('raw', owned(raw), 'AES-GCM', false, ['encrypt', 'decrypt']);
  const params = (iv: Uint8Array, aad: Uint8Array) => ({ name: 'AES-GCM', iv: owned(iv), additionalData: owned(aad) });
  return {
    seal: async (iv, aad, plain) => new Uint8Array(await web.encrypt(params(iv, aad), key, owned(plain))),
    // One promise of our own for a frame: each costs it a part of a microsecond.
    open: (iv, aad, sealed) => web.decrypt(params(iv, aad), key, owned(sealed)).then(opened, () => null),
  };
}

const opened = (plain: ArrayBuffer): Uint8Array => new Uint8Array(plain);
