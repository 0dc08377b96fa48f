import { AEAD_AES_128_GCM, CipherSuite, KDF_HKDF_SHA256, KEM_DHKEM_X25519_HKDF_SHA256, type KEMFactory } from 'hpke';
import { REQUEST_INFO } from '../domains.ts';
import type { HpkeMessage } from '../primitives.ts';
import { knowsCurve, subtle } from './support.ts';

type Seal = (publicKey: Uint8Array, aad: Uint8Array, plain: Uint8Array) => Promise<HpkeMessage>;

function sealWith(kem: KEMFactory): Seal {
  const suite = new CipherSuite(kem, KDF_HKDF_SHA256, AEAD_AES_128_GCM);
  return async (publicKey, aad, plain) => {
    const recipient = await suite.DeserializePublicKey(publicKey);
    const sealed = await suite.Seal(recipient, plain, { info: REQUEST_INFO, aad });
    return { enc: sealed.encapsulatedSecret, seq: 0, ct: sealed.ciphertext };
  };
}

/** X25519 in JavaScript; hash and cipher stay with WebCrypto, which has them everywhere. */
export async function loadNobleHpke(): Promise<Seal> {
  const noble = await import('@panva/hpke-noble');
  return sealWith(noble.KEM_DHKEM_X25519_HKDF_SHA256);
}

let chosen: Promise<Seal> | undefined;

export async function hpkeSeal(publicKey: Uint8Array, aad: Uint8Array, plain: Uint8Array): Promise<HpkeMessage> {
  subtle();
  chosen ??= knowsCurve('X25519', ['deriveBits']).then((known) =>
    known ? sealWith(KEM_DHKEM_X25519_HKDF_SHA256) : loadNobleHpke(),
  );
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
