import { concat, hex } from '@spindle/shared';

type Hash = 'SHA-256' | 'SHA-384';

export const digest = async (hash: Hash, ...parts: Uint8Array[]): Promise<Uint8Array> =>
  new Uint8Array(await crypto.subtle.digest(hash, concat(...parts)));

export const digestHex = async (hash: Hash, ...parts: Uint8Array[]): Promise<string> =>
  hex(await digest(hash, ...parts));
