import { concat, utf8 } from '@spindle/shared';
import type { HpkeMessage } from '../primitives.ts';
import { hkdfSha256 } from './hkdf.ts';
import { createSeal, type Encapsulate, labeledInfo, labeledKey, NO_SALT } from './hpke-schedule.ts';
import { knowsCurve, owned, subtle } from './support.ts';

type Seal = (publicKey: Uint8Array, aad: Uint8Array, plain: Uint8Array) => Promise<HpkeMessage>;

/** A key pair of one message, and what it shares with a recipient. */
type Agree = (publicKey: Uint8Array) => Promise<{ enc: Uint8Array; dh: Uint8Array }>;

const KEM = utf8('KEM\0\x20');
/** DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-128-GCM. */
const SUITE = utf8('HPKE\0\x20\0\x01\0\x01');

/** DHKEM's Encap (RFC 9180 §4.1). */
const encapsulateBy =
  (agree: Agree): Encapsulate =>
  async (publicKey) => {
    const { enc, dh } = await agree(publicKey);
    // §7.1.4: a recipient whose key is no usable point shares nothing with anybody.
    if (dh.every((byte) => byte === 0)) throw new TypeError('a seal key is a point of the curve');
    const info = labeledInfo(KEM, 'shared_secret', concat(enc, publicKey), 32);
    return { enc, shared: await hkdfSha256(labeledKey(KEM, 'eae_prk', dh), NO_SALT, info, 32) };
  };

const sealBy = (agree: Agree): Seal => createSeal(SUITE, 16, encapsulateBy(agree));

const byWebCrypto: Agree = async (publicKey) => {
  const [recipient, pair] = await Promise.all([
    subtle().importKey('raw', owned(publicKey), 'X25519', true, []),
    subtle().generateKey('X25519', false, ['deriveBits']),
  ]);
  if (!('privateKey' in pair)) throw new TypeError('X25519 makes pairs');
  const [enc, dh] = await Promise.all([
    subtle().exportKey('raw', pair.publicKey),
    subtle().deriveBits({ name: 'X25519', public: recipient }, pair.privateKey, 256),
  ]);
  return { enc: new Uint8Array(enc), dh: new Uint8Array(dh) };
};

/** X25519 in JavaScript; hash and cipher stay with WebCrypto, which has them everywhere. */
export async function loadNobleHpke(): Promise<Seal> {
  const { x25519 } = await import('@noble/curves/ed25519.js');
  return sealBy(async (publicKey) => {
    const pair = x25519.keygen();
    return { enc: pair.publicKey, dh: x25519.getSharedSecret(pair.secretKey, publicKey) };
  });
}

let chosen: Promise<Seal> | undefined;

export async function hpkeSeal(publicKey: Uint8Array, aad: Uint8Array, plain: Uint8Array): Promise<HpkeMessage> {
  subtle();
  chosen ??= knowsCurve('X25519', ['deriveBits']).then((known) => (known ? sealBy(byWebCrypto) : loadNobleHpke()));
  return (await chosen)(publicKey, aad, plain);
}

/** By the suite that a later quantum computer cannot open. */
export async function hpkeSealPostQuantum(
  publicKey: Uint8Array,
  aad: Uint8Array,
  plain: Uint8Array,
): Promise<HpkeMessage> {
  const { sealPostQuantum } = await import('./hpke-post-quantum.ts');
  return sealPostQuantum(publicKey, aad, plain);
}
