import { FaultError } from '@spindle/shared';

/** WebCrypto takes no shared memory; ours never is, but the type must know. */
export const owned = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => (isOwned(bytes) ? bytes : new Uint8Array(bytes));

const isOwned = (bytes: Uint8Array): bytes is Uint8Array<ArrayBuffer> => bytes.buffer instanceof ArrayBuffer;

/** @throws FaultError crypto_unsupported outside a secure context, where browsers hide WebCrypto. */
export function subtle(): SubtleCrypto {
  const found = globalThis.crypto?.subtle;
  if (!found) throw new FaultError({ code: 'crypto_unsupported', facts: { missing: 'WebCrypto (https)' } });
  return found;
}

/**
 * Whether WebCrypto here knows a curve. Old web views know neither X25519 nor Ed25519; only those load a library for
 * them, in a chunk of its own.
 */
export async function knowsCurve(name: 'X25519' | 'Ed25519', usages: KeyUsage[]): Promise<boolean> {
  try {
    await subtle().generateKey(name, false, usages);
    return true;
  } catch {
    return false;
  }
}
