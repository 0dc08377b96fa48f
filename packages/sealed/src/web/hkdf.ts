import { owned, subtle } from './support.ts';

/** Derives keys from one secret, as often as asked. */
export type Derive = (salt: Uint8Array, info: Uint8Array, length: number) => Promise<Uint8Array>;

/** HKDF-SHA256 (RFC 5869), extract and expand in one. */
export async function hkdf(secret: Uint8Array): Promise<Derive> {
  const key = await subtle().importKey('raw', owned(secret), 'HKDF', false, ['deriveBits']);
  return async (salt, info, length) => {
    const params = { name: 'HKDF', hash: 'SHA-256', salt: owned(salt), info: owned(info) };
    return new Uint8Array(await subtle().deriveBits(params, key, length * 8));
  };
}

export const hkdfSha256 = async (
  secret: Uint8Array,
  salt: Uint8Array,
  info: Uint8Array,
  length: number,
): Promise<Uint8Array> => (await hkdf(secret))(salt, info, length);
