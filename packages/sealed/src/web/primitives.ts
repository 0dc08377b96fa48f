import { concat } from '@spindle/shared';
import type { Hasher, Primitives } from '../primitives.ts';
import { aesGcm } from './aes-gcm.ts';
import { verifyEd25519 } from './ed25519.ts';
import { hkdfSha256 } from './hkdf.ts';
import { hpkeSeal, hpkeSealPostQuantum } from './hpke.ts';
import { subtle } from './support.ts';

/** WebCrypto has no incremental hash: the parts are kept until the digest. */
function hasher(): Hasher {
  const parts: Uint8Array[] = [];
  return {
    update: (bytes) => void parts.push(bytes),
    digest: async () => new Uint8Array(await subtle().digest('SHA-256', concat(...parts))),
  };
}

/** The platform of a browser (and of anything that has WebCrypto). */
export const webPrimitives: Primitives = {
  random: (length) => crypto.getRandomValues(new Uint8Array(length)),
  hasher,
  hkdfSha256,
  aes256Gcm: aesGcm,
  hpkeSeal,
  hpkeSealPostQuantum,
  verifyEd25519,
};
