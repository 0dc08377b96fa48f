import { concat } from '@spindle/shared';
import { Remembered } from '../remember.ts';
import { isWellFormedSignature, rawSignature } from './x509/ecdsa-signature.ts';

/** What an authority signed: a certificate, or a list of revoked ones. */
export interface Signed {
  signed: Uint8Array;
  /** The AlgorithmIdentifier's bytes, as hex: each algorithm has just these. */
  algorithm: string;
  signature: Uint8Array;
}

interface Algorithm {
  key: EcKeyImportParams | RsaHashedImportParams;
  verify: EcdsaParams | RsaPssParams;
  /** Bytes of each half of an ECDSA signature. */
  half: number;
}

const ecdsa = (namedCurve: string, hash: string, half: number): Algorithm => ({
  key: { name: 'ECDSA', namedCurve },
  verify: { name: 'ECDSA', hash },
  half,
});
export const P256: Algorithm = ecdsa('P-256', 'SHA-256', 32);
export const P384: Algorithm = ecdsa('P-384', 'SHA-384', 48);
const RSA_PSS: Algorithm = {
  key: { name: 'RSA-PSS', hash: 'SHA-384' },
  verify: { name: 'RSA-PSS', saltLength: 48 },
  half: 0,
};
/** RSASSA-PSS with SHA-384 for hash and mask, salt of 48 bytes; AMD writes the default trailer out, or leaves it out. */
const PSS_PARAMETERS =
  'a00f300d06096086480165030402020500a11c301a06092a864886f70d010108300d06096086480165030402020500a203020130';
const ALGORITHMS = new Map<string, Algorithm>([
  ['300a06082a8648ce3d040302', P256],
  ['300a06082a8648ce3d040303', P384],
  [`304106092a864886f70d01010a3034${PSS_PARAMETERS}`, RSA_PSS],
  [`304606092a864886f70d01010a3039${PSS_PARAMETERS}a303020101`, RSA_PSS],
]);

export const isKnownAlgorithm = (algorithm: string): boolean => ALGORITHMS.has(algorithm);

/** True when this key (SubjectPublicKeyInfo) signed it. */
export async function isSignedBy({ signed, algorithm, signature }: Signed, key: Uint8Array): Promise<boolean> {
  const known = ALGORITHMS.get(algorithm);
  if (!known) return false;
  if (known.half === 0) return verify(known, key, signature, signed);
  const raw = rawSignature(signature, known.half);
  return raw !== null && verify(known, key, raw, signed);
}

/**
 * Whether a signature holds depends on its bytes alone, so each is asked for once: machines of one kind share Intel's
 * statements, and a machine is checked again with every new nonce.
 */
const asked = new Remembered<Promise<boolean>>(256);

/**
 * Checks one signature. A key or signature that is none is false, never an error.
 * @param signature ECDSA: r and s side by side.
 */
export function verify(
  algorithm: Algorithm,
  key: Uint8Array,
  signature: Uint8Array,
  message: Uint8Array,
): Promise<boolean> {
  if (message.length > MOST_REMEMBERED) return ask(algorithm, key, signature, message);
  const name = `${key.length}.${signature.length}.${latin1.decode(concat(key, signature, message))}`;
  const known = asked.get(name);
  if (known) return known;
  const answer = ask(algorithm, key, signature, message);
  asked.set(name, answer);
  return answer;
}

/** Bytes. Whoever sends large statements shall not fill this device's memory with them. */
const MOST_REMEMBERED = 65_536;

/** One character for each byte. */
const latin1 = new TextDecoder('latin1');

async function ask(
  algorithm: Algorithm,
  key: Uint8Array,
  signature: Uint8Array,
  message: Uint8Array,
): Promise<boolean> {
  if (algorithm.half > 0 && !isWellFormedSignature(signature, algorithm.half)) return false;
  try {
    return await crypto.subtle.verify(
      algorithm.verify,
      await importKey(algorithm, key),
      copy(signature),
      copy(message),
    );
  } catch {
    return false;
  }
}

/** An authority's key checks many signatures. */
const imported = new Remembered<Promise<CryptoKey>>(64);

function importKey(algorithm: Algorithm, key: Uint8Array): Promise<CryptoKey> {
  const name = latin1.decode(key);
  const known = imported.get(name);
  if (known) return known;
  const importing = crypto.subtle.importKey('spki', copy(key), algorithm.key, false, ['verify']);
  imported.set(name, importing);
  return importing;
}

/** WebCrypto takes no view of a buffer that might be shared. */
const copy = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(bytes);

const P256_KEY = Uint8Array.from([
  0x30, 0x59, 0x30, 0x13, 6, 7, 0x2a, 0x86, 0x48, 0xce, 0x3d, 2, 1, 6, 8, 0x2a, 0x86, 0x48, 0xce, 0x3d, 3, 1, 7, 3,
  0x42, 0, 4,
]);
/** A P-256 key given as its point (x and y, 64 bytes), as SubjectPublicKeyInfo. */
export const p256Key = (point: Uint8Array): Uint8Array => concat(P256_KEY, point);
