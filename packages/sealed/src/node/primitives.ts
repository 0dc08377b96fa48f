import { createHash, randomBytes } from 'node:crypto';
import type { Primitives } from '../primitives.ts';
import { hpkeSealPostQuantum } from '../web/hpke.ts';
import { aesGcmOpen, aesGcmSeal } from './aes-gcm.ts';
import { verifyEd25519 } from './ed25519.ts';
import { hkdfSha256 } from './hkdf.ts';
import { hpkeSeal } from './hpke-messages.ts';

/** The platform of broker and node: `node:crypto`, which answers at once. */
export const nodePrimitives: Primitives = {
  random: randomBytes,
  hasher: () => {
    const hash = createHash('sha256');
    return { update: (bytes) => void hash.update(bytes), digest: () => hash.digest() };
  },
  hkdfSha256,
  aes256Gcm: (key) => ({
    seal: (iv, aad, plain) => aesGcmSeal('aes-256-gcm', key, iv, aad, plain),
    open: (iv, aad, sealed) => aesGcmOpen('aes-256-gcm', key, iv, aad, sealed),
  }),
  hpkeSeal,
  // JavaScript on every platform: no Node that we run on has lattices of its own.
  hpkeSealPostQuantum,
  verifyEd25519,
};
