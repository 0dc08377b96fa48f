import { KEM_MLKEM768_X25519 } from '@panva/hpke-noble';
import { AEAD_AES_256_GCM, CipherSuite, KDF_HKDF_SHA256 } from 'hpke';
import { REQUEST_INFO } from '../domains.ts';
import type { HpkeMessage } from '../primitives.ts';

/*
 * MLKEM768-X25519 (KEM 0x647a): X25519 and ML-KEM-768 side by side, so that who breaks one of them has nothing. In a file
 * of its own, which is loaded when a request is to be sealed that way: lattices weigh 20 kB.
 */
const suite = new CipherSuite(KEM_MLKEM768_X25519, KDF_HKDF_SHA256, AEAD_AES_256_GCM);

export async function sealPostQuantum(publicKey: Uint8Array, aad: Uint8Array, plain: Uint8Array): Promise<HpkeMessage> {
  const recipient = await suite.DeserializePublicKey(publicKey);
  const sealed = await suite.Seal(recipient, plain, { info: REQUEST_INFO, aad });
  return { enc: sealed.encapsulatedSecret, seq: 0, ct: sealed.ciphertext };
}
