import type { KeyObject } from 'node:crypto';
import { fromHex, type SigningKey } from '@spindle/shared';
import type { SigningDomain } from '../domains.ts';
import { type Signer, signedBytes } from '../signed.ts';
import { signEd25519 } from './ed25519.ts';
import { generatePrivateKey, privateKeyOf, rawPublicKey } from './keys.ts';

/** A signer whose key exists only in this process: a node's receipts. */
export const generateSigner = (): Signer => signerOf(signingKeyOf(generatePrivateKey('Ed25519')));

/**
 * A signer that is the same at each start: a broker, a node's identity.
 * @param seedHex 32 secret bytes, hex (RFC 8032 §5.1.5).
 * @throws TypeError when it is not 64 hex digits.
 */
export const signerFromSeed = (seedHex: string): Signer => signerOf(signingKeyFromSeed(seedHex));

/**
 * The key of a seed: what signs on chain, where the chain sets the form of what is signed.
 * @param seedHex 32 secret bytes, hex.
 * @throws TypeError when it is not 64 hex digits.
 */
export function signingKeyFromSeed(seedHex: string): SigningKey {
  const seed = fromHex(seedHex);
  if (seed?.length !== 32) throw new TypeError('a seed is 64 hex digits');
  return signingKeyOf(privateKeyOf('Ed25519', seed));
}

/** A signer of our documents over any key, one in a KMS or an HSM too. */
export const signerOf = (key: SigningKey): Signer => ({
  publicKey: key.publicKey,
  sign: (domain: SigningDomain, text: string) => key.sign(signedBytes(domain, text)),
});

function signingKeyOf(privateKey: KeyObject): SigningKey {
  const publicKey = rawPublicKey(privateKey);
  return {
    publicKey: publicKey.toString('hex'),
    sign: async (bytes) => signEd25519(privateKey, publicKey, bytes).toString('hex'),
  };
}
