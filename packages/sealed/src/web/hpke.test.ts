import { KEM_MLKEM768_X25519 } from '@panva/hpke-noble';
import { utf8 } from '@spindle/shared';
import {
  AEAD_AES_128_GCM,
  AEAD_AES_256_GCM,
  type AEADFactory,
  CipherSuite,
  KDF_HKDF_SHA256,
  KEM_DHKEM_X25519_HKDF_SHA256,
  type KEMFactory,
} from 'hpke';
import { describe, expect, it } from 'vitest';
import { REQUEST_INFO } from '../domains.ts';
import type { HpkeMessage } from '../primitives.ts';
import { hpkeSeal, hpkeSealPostQuantum, loadNobleHpke } from './hpke.ts';

/*
 * The library is another hand's reading of RFC 9180, and a judge here: what a device seals, it must open. That the node
 * opens it too, and is held to the RFC's vectors, is in `../node/hpke.test.ts`.
 */
const PLAIN = utf8('content key');
const AAD = utf8('terms');

/** A recipient of the library's making. */
async function recipientOf(kem: KEMFactory, aead: AEADFactory) {
  const suite = new CipherSuite(kem, KDF_HKDF_SHA256, aead);
  const pair = await suite.GenerateKeyPair();
  return {
    publicKey: await suite.SerializePublicKey(pair.publicKey),
    open: async ({ enc, ct }: HpkeMessage, aad: Uint8Array) =>
      Buffer.from(await suite.Open(pair, enc, ct, { info: REQUEST_INFO, aad })),
  };
}
const usual = () => recipientOf(KEM_DHKEM_X25519_HKDF_SHA256, AEAD_AES_128_GCM);
const postQuantum = () => recipientOf(KEM_MLKEM768_X25519, AEAD_AES_256_GCM);

describe.each([
  ['X25519 over WebCrypto', usual, async () => hpkeSeal],
  ['X25519 over noble', usual, loadNobleHpke],
  ['MLKEM768-X25519', postQuantum, async () => hpkeSealPostQuantum],
] as const)('HPKE of a device: %s', (_, makeRecipient, load) => {
  it('seals what the library opens, and nobody else', async () => {
    const [seal, recipient, other] = [await load(), await makeRecipient(), await makeRecipient()];
    const message = await seal(recipient.publicKey, AAD, PLAIN);
    expect(message.seq).toBe(0);
    expect(await recipient.open(message, AAD)).toEqual(Buffer.from(PLAIN));
    await expect(recipient.open(message, PLAIN)).rejects.toThrow();
    await expect(other.open(message, AAD)).rejects.toThrow();
  });

  it('takes a new secret for each message, also for those that are made at once', async () => {
    const [seal, { publicKey }] = [await load(), await makeRecipient()];
    const messages = await Promise.all([1, 2, 3].map(() => seal(publicKey, AAD, PLAIN)));
    expect(new Set(messages.map(({ enc }) => Buffer.from(enc).toString('hex'))).size).toBe(3);
  });
});

it.each([
  ['WebCrypto', async () => hpkeSeal],
  ['noble', loadNobleHpke],
] as const)('nothing is sealed to a point that yields nothing (%s)', async (_, load) => {
  const seal = await load();
  await expect(seal(new Uint8Array(32), AAD, PLAIN)).rejects.toThrow();
  await expect(seal(new Uint8Array(31), AAD, PLAIN)).rejects.toThrow();
});
