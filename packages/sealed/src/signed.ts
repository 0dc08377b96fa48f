import { type Canonical, canonicalJson, fromHex, type Signed, utf8 } from '@spindle/shared';
import type { SigningDomain } from './domains.ts';
import type { Primitives } from './primitives.ts';
import { webPrimitives } from './web/primitives.ts';

/** Holds an Ed25519 key. `publicKey` and signatures are lower-case hex. */
export interface Signer {
  readonly publicKey: string;
  sign(domain: SigningDomain, text: string): Promise<string>;
}

/** What an Ed25519 signature covers: `domain \0 text`. */
export const signedBytes = (domain: SigningDomain, text: string): Uint8Array<ArrayBuffer> => utf8(`${domain}\0${text}`);

/**
 * Signs the canonical JSON of a quote, manifest or receipt.
 * @example const quote = await signDocument(SIGNING_DOMAINS.quote, { v: 1, … }, brokerSigner);
 */
export async function signDocument(domain: SigningDomain, document: Canonical, signer: Signer): Promise<Signed> {
  const text = canonicalJson(document);
  return { text, signature: await signer.sign(domain, text) };
}

/** True when `publicKeyHex` signed this text in this domain. Malformed keys and signatures are false, never an error. */
export async function verifySigned(
  domain: SigningDomain,
  signed: Signed,
  publicKeyHex: string,
  primitives: Primitives = webPrimitives,
): Promise<boolean> {
  const publicKey = fromHex(publicKeyHex);
  const signature = fromHex(signed.signature);
  if (publicKey?.length !== 32 || signature?.length !== 64) return false;
  return primitives.verifyEd25519(publicKey, signedBytes(domain, signed.text), signature);
}
