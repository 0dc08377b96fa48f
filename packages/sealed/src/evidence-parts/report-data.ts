import { concat, fromHex, hex, utf8 } from '@spindle/shared';
import { digest } from '../attestation/digest.ts';
import { GPU_DOMAIN, KEYS_DOMAIN } from '../domains.ts';

/**
 * The 64 bytes that an enclave puts into its quote: the hash of its manifest, then what shows that the quote is not old.
 * @param fresh a nonce or the root hash of a TON block, 32 bytes in hex.
 */
export async function reportDataOf(manifest: string, fresh: string): Promise<Uint8Array> {
  const half = fromHex(fresh);
  if (half?.length !== 32) throw new TypeError('32 bytes of hex are needed');
  return concat(await digest('SHA-256', KEYS_DOMAIN, utf8(manifest)), half);
}

/** The nonce that GPUs are asked with: only an enclave with this seal key has a use for the answer. Hex. */
export const gpuNonceOf = async (sealKey: string): Promise<string> =>
  hex(await digest('SHA-256', GPU_DOMAIN, fromHex(sealKey) ?? new Uint8Array()));
