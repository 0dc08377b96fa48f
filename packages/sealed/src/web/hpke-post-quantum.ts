import { MLKEM768X25519 } from '@noble/post-quantum/hybrid.js';
import { utf8 } from '@spindle/shared';
import { createSeal } from './hpke-schedule.ts';

/*
 * MLKEM768-X25519 (KEM 0x647a): X25519 and ML-KEM-768 side by side, so that who breaks one of them has nothing. In a file
 * of its own, which is loaded when a request is to be sealed that way: lattices weigh 20 kB.
 */

/** MLKEM768-X25519, HKDF-SHA256, AES-256-GCM. The KEM's secret is the shared one as it is. */
const SUITE = utf8('HPKE\x64\x7a\0\x01\0\x02');

export const sealPostQuantum = createSeal(SUITE, 32, async (publicKey) => {
  const { cipherText, sharedSecret } = MLKEM768X25519.encapsulate(publicKey);
  return { enc: cipherText, shared: sharedSecret };
});
