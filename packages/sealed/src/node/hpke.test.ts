import { createPrivateKey, type KeyObject } from 'node:crypto';
import { fromHex, utf8 } from '@spindle/shared';
import { AEAD_AES_128_GCM, CipherSuite, KDF_HKDF_SHA256, KEM_DHKEM_X25519_HKDF_SHA256 } from 'hpke';
import { describe, expect, it } from 'vitest';
import { REQUEST_INFO } from '../domains.ts';
import { loadNobleHpke } from '../web/hpke.ts';
import { webPrimitives } from '../web/primitives.ts';
import { aesGcmSeal } from './aes-gcm.ts';
import { nonceOf, setupRecipient, setupSender } from './hpke.ts';
import { hpkeOpen, hpkeSeal } from './hpke-messages.ts';
import { generateSealKeys } from './keys.ts';

const bytes = (digits: string) => fromHex(digits) ?? new Uint8Array();
const privateKey = (raw: string): KeyObject =>
  createPrivateKey({ key: bytes(`302e020100300506032b656e04220420${raw}`) as Buffer, format: 'der', type: 'pkcs8' });
const rawKeys = () => {
  const keys = generateSealKeys();
  return { publicKey: bytes(keys.publicKey), privateKey: keys.privateKey };
};

const PLAIN = utf8('content key');
const AAD = utf8('terms');

/** RFC 9180, appendix A.1.1: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-128-GCM, base mode. */
const VECTOR = {
  info: '4f6465206f6e2061204772656369616e2055726e',
  skEm: '52c4a758a802cd8b936eceea314432798d5baf2d7e9235dc084ab1b9cfa2f736',
  enc: '37fda3567bdbd628e88668c3c8d7e97d1d1253b6d4ea6d44c150f741f1bf4431',
  skRm: '4612c550263fc8ad58375df3f557aac531d26850903e55a9f23f21d8534e8ac8',
  pkRm: '3948cfe0ad1ddb695d780e59077195da6c56506b027329794ab02bca80815c4d',
  key: '4531685d41d65f03dc48f6b8302c05b0',
  baseNonce: '56d890e5accaaf011cff4b7d',
  plain: '4265617574792069732074727574682c20747275746820626561757479',
  aads: ['436f756e742d30', '436f756e742d31'],
  cts: [
    'f938558b5d72f1a23810b4be2ab4f84331acc02fc97babc53a52ae8218a355a96d8770ac83d07bea87e13c512a',
    'af2d7e9ac9ae7e270f46ba1f975be53c09f8d875bdc8535458c2494e8a6eab251c03d0c22a56b8ca42c2063b84',
  ],
};

describe('HPKE on node:crypto', () => {
  it('gives the vectors of RFC 9180 A.1.1', () => {
    const sender = setupSender(bytes(VECTOR.pkRm), bytes(VECTOR.info), privateKey(VECTOR.skEm));
    expect(sender.enc.toString('hex')).toBe(VECTOR.enc);
    expect(sender.key.toString('hex')).toBe(VECTOR.key);
    expect(sender.baseNonce.toString('hex')).toBe(VECTOR.baseNonce);
    const keys = { publicKey: bytes(VECTOR.pkRm), privateKey: privateKey(VECTOR.skRm) };
    expect(setupRecipient(keys, bytes(VECTOR.enc), bytes(VECTOR.info)).key.toString('hex')).toBe(VECTOR.key);
    for (const [seq, ct] of VECTOR.cts.entries()) {
      const aad = bytes(VECTOR.aads[seq] ?? '');
      const sealed = aesGcmSeal('aes-128-gcm', sender.key, nonceOf(sender, seq), aad, bytes(VECTOR.plain));
      expect(sealed.toString('hex')).toBe(ct);
    }
  });

  it('opens what a device seals over WebCrypto, and over noble', async () => {
    const keys = rawKeys();
    for (const seal of [webPrimitives.hpkeSeal, await loadNobleHpke()]) {
      const message = await seal(keys.publicKey, AAD, PLAIN);
      expect(hpkeOpen(keys, message, AAD)).toEqual(Buffer.from(PLAIN));
    }
  });

  it('seals what the library opens, message after message under one enc', async () => {
    const suite = new CipherSuite(KEM_DHKEM_X25519_HKDF_SHA256, KDF_HKDF_SHA256, AEAD_AES_128_GCM);
    const pair = await suite.GenerateKeyPair();
    const publicKey = await suite.SerializePublicKey(pair.publicKey);
    const messages = [0, 1, 2].map(() => hpkeSeal(publicKey, AAD, PLAIN));
    const recipient = await suite.SetupRecipient(pair, messages[0]?.enc ?? new Uint8Array(), { info: REQUEST_INFO });
    for (const [seq, message] of messages.entries()) {
      expect(message.seq).toBe(seq);
      expect(Buffer.from(await recipient.Open(message.ct, AAD))).toEqual(Buffer.from(PLAIN));
    }
  });

  it('takes a new sender key after ten thousand messages', () => {
    const keys = rawKeys();
    const encs = new Set<string>();
    let last = hpkeSeal(keys.publicKey, AAD, PLAIN);
    for (let count = 1; count <= 10_000; count++) {
      encs.add(Buffer.from(last.enc).toString('hex'));
      last = hpkeSeal(keys.publicKey, AAD, PLAIN);
    }
    expect(encs.size).toBe(1);
    expect(encs.has(Buffer.from(last.enc).toString('hex'))).toBe(false);
    expect(last.seq).toBe(0);
    expect(hpkeOpen(keys, last, AAD)).toEqual(Buffer.from(PLAIN));
  });

  it('does not open for another key, number or associated data, nor from a point that yields nothing', () => {
    const keys = rawKeys();
    const message = hpkeSeal(keys.publicKey, AAD, PLAIN);
    expect(hpkeOpen(rawKeys(), message, AAD)).toBeNull();
    expect(hpkeOpen(keys, { ...message, seq: message.seq + 1 }, AAD)).toBeNull();
    expect(hpkeOpen(keys, message, PLAIN)).toBeNull();
    expect(hpkeOpen(keys, { ...message, enc: new Uint8Array(32) }, AAD)).toBeNull();
    expect(hpkeOpen(keys, { ...message, enc: new Uint8Array(31) }, AAD)).toBeNull();
  });
});
