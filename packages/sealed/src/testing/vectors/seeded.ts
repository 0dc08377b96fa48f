import { createHash } from 'node:crypto';
import { hex } from '@spindle/shared';
import { REQUEST_INFO } from '../../domains.ts';
import { aesGcmSeal } from '../../node/aes-gcm.ts';
import { nonceOf, setupSender } from '../../node/hpke.ts';
import { type SealKeys, signerFromSeed } from '../../node/index.ts';
import { privateKeyOf, rawPublicKey } from '../../node/keys.ts';
import { nodePrimitives } from '../../node/primitives.ts';
import type { Primitives } from '../../primitives.ts';
import type { Signer } from '../../signed.ts';

/*
 * What is random in the protocol, made out of names, so that the vectors are the same whenever they are made. The keys of
 * the vectors are known to everybody, and good for nothing else.
 */

/** SHA-256 of the name and a counter, block by block. */
export function seedBytes(name: string, length: number): Buffer {
  const blocks = Array.from({ length: Math.ceil(length / 32) }, (_, at) =>
    createHash('sha256').update(`spindle-test-vectors/1\0${name}\0${at}`).digest(),
  );
  return Buffer.concat(blocks).subarray(0, length);
}

export const seedHex = (name: string, length = 32): string => seedBytes(name, length).toString('hex');

export const seededSigner = (name: string): Signer => signerFromSeed(seedHex(name));

export function seededSealKeys(name: string): SealKeys & { privateKeyHex: string } {
  const privateKey = privateKeyOf('X25519', seedBytes(name, 32));
  return { publicKey: hex(rawPublicKey(privateKey)), privateKey, privateKeyHex: seedHex(name) };
}

/** Node's platform, with the sender's keys and random bytes of `name`. */
export function seededPrimitives(name: string): Primitives {
  let drawn = 0;
  const next = (what: string) => `${name} ${what} ${drawn++}`;
  return {
    ...nodePrimitives,
    random: (length) => seedBytes(next('random'), length),
    hpkeSeal: (publicKey, aad, plain) => {
      const context = setupSender(publicKey, REQUEST_INFO, privateKeyOf('X25519', seedBytes(next('ephemeral'), 32)));
      return { enc: context.enc, seq: 0, ct: aesGcmSeal('aes-128-gcm', context.key, nonceOf(context, 0), aad, plain) };
    },
  };
}
