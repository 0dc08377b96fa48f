import { hkdfSync } from 'node:crypto';
import { p256, p384 } from '@noble/curves/nist.js';
import { bits, element, integer, oid, sequence } from './der.ts';

/** Signs as a vendor's authority or a processor would. The same seed always makes the same key and signatures. */
export interface MockKey {
  curve: 'P-256' | 'P-384';
  /** x and y side by side. */
  point: Buffer;
  /** SubjectPublicKeyInfo. */
  spki: Buffer;
  /** r and s side by side. */
  signRaw(message: Uint8Array): Buffer;
  /** As certificates carry it. */
  signDer(message: Uint8Array): Buffer;
}

const CURVES = {
  'P-256': { noble: p256, bytes: 32, id: '1.2.840.10045.3.1.7' },
  'P-384': { noble: p384, bytes: 48, id: '1.3.132.0.34' },
} as const;

/** @param label what the key is for: each label of a seed is a key of its own. */
export function mockKey(seed: string, label: string, curve: MockKey['curve'] = 'P-256'): MockKey {
  const { noble, bytes, id } = CURVES[curve];
  const secret = new Uint8Array(hkdfSync('sha256', seed, '', `mock attestation ${curve} ${label}`, bytes));
  // Below the order of either curve, which begins with all bits set.
  secret[0] = (secret[0] ?? 0) & 0x7f;
  const point = Buffer.from(noble.getPublicKey(secret, false).subarray(1));
  const algorithm = sequence(oid('1.2.840.10045.2.1'), oid(id));
  const signRaw = (message: Uint8Array) =>
    Buffer.from(noble.sign(new Uint8Array(message), secret, { prehash: true, lowS: false }));
  return {
    curve,
    point,
    spki: sequence(algorithm, bits(Buffer.concat([Buffer.from([4]), point]))),
    signRaw,
    signDer: (message) => {
      const raw = signRaw(message).toString('hex');
      const half = raw.length / 2;
      return sequence(integer(BigInt(`0x${raw.slice(0, half)}`)), integer(BigInt(`0x${raw.slice(half)}`)));
    },
  };
}

/** The algorithm that a key signs certificates with. */
export const algorithmOf = ({ curve }: Pick<MockKey, 'curve'>): Buffer =>
  sequence(oid(curve === 'P-256' ? '1.2.840.10045.4.3.2' : '1.2.840.10045.4.3.3'));

/** RSASSA-PSS with SHA-384, as AMD writes it. */
const sha384 = sequence(oid('2.16.840.1.101.3.4.2.2'), element(0x05));
export const RSA_PSS_ALGORITHM: Buffer = sequence(
  oid('1.2.840.113549.1.1.10'),
  sequence(
    element(0xa0, sha384),
    element(0xa1, sequence(oid('1.2.840.113549.1.1.8'), sha384)),
    element(0xa2, integer(48)),
    element(0xa3, integer(1)),
  ),
);
