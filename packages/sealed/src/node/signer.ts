import type { KeyObject } from 'node:crypto';
import { fromHex } from '@spindle/shared';
import type { SigningDomain } from '../domains.ts';
import { type Signer, signedBytes } from '../signed.ts';
import { signEd25519 } from './ed25519.ts';
import { generatePrivateKey, privateKeyOf, rawPublicKey } from './keys.ts';

/** A signer whose key exists only in this process: a node's receipts. */
export const generateSigner = (): Signer => signerOf(generatePrivateKey('Ed25519'));

/**
 * A signer that is the same at each start: a broker, a node's identity.
 * @param seedHex 32 secret bytes, hex (RFC 8032 §5.1.5).
 * @throws TypeError when it is not 64 hex digits.
 */
export function signerFromSeed(seedHex: string): Signer {
  const seed = fromHex(seedHex);
  if (seed?.length !== 32) throw new TypeError('a seed is 64 hex digits');
  return signerOf(privateKeyOf('Ed25519', seed));
}

function signerOf(privateKey: KeyObject): Signer {
  const publicKey = rawPublicKey(privateKey);
  return {
    publicKey: publicKey.toString('hex'),
    sign: async (domain: SigningDomain, text: string) =>
      signEd25519(privateKey, publicKey, signedBytes(domain, text)).toString('hex'),
  };
}
