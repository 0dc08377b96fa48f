import { randomBytes } from 'node:crypto';
import { MLKEM768X25519 } from '@noble/post-quantum/hybrid.js';
import { REQUEST_INFO } from '../domains.ts';
import type { HpkeMessage } from '../primitives.ts';
import { aesGcmOpen } from './aes-gcm.ts';
import { nonceOf, scheduleKeys } from './hpke.ts';
import type { PostQuantumKeys } from './post-quantum-keys.ts';

/** HPKE with KEM 0x647a, HKDF-SHA256, AES-256-GCM. */
const SUITE = Buffer.from('HPKE\x64\x7a\x00\x01\x00\x02', 'latin1');
const KEY_BYTES = 32;

/** @param seed 32 bytes; only test vectors pass them. */
export function generatePostQuantumKeys(seed: Uint8Array = randomBytes(32)): PostQuantumKeys {
  const { publicKey, secretKey } = MLKEM768X25519.keygen(Uint8Array.from(seed));
  return { publicKey: Buffer.from(publicKey).toString('hex'), secretKey };
}

/** @returns null when the message was not sealed to these keys with this associated data. */
export function openPostQuantum(keys: PostQuantumKeys, message: HpkeMessage, aad: Uint8Array): Buffer | null {
  try {
    const shared = MLKEM768X25519.decapsulate(Uint8Array.from(message.enc), keys.secretKey);
    const context = scheduleKeys(SUITE, shared, REQUEST_INFO, KEY_BYTES);
    return aesGcmOpen('aes-256-gcm', context.key, nonceOf(context, message.seq), aad, message.ct);
  } catch {
    return null;
  }
}
