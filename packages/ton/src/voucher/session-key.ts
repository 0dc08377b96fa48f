import { concat, fromBase64url, fromHex, hex } from '@spindle/shared';

/** The key that signs a channel's promises. Its public half stands in the channel's terms and never changes. */
export interface SessionKey {
  /** Ed25519, 32 bytes in hex. */
  publicKey: string;
  privateKey: CryptoKey;
}

/** PKCS #8 of an Ed25519 private key is this, then the seed (RFC 8410 §7). */
const PKCS8_PREFIX = Uint8Array.from([
  0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20,
]);

/** A new key, by the device's own randomness. */
export async function generateSessionKey(): Promise<SessionKey> {
  const seed = crypto.getRandomValues(new Uint8Array(32));
  return fromSeed(seed);
}

/** The seed in hex: what a device keeps in its secure storage. Whoever has it can spend up to the deposit. */
export async function exportSessionKey(key: SessionKey): Promise<string> {
  const pkcs8 = new Uint8Array(await crypto.subtle.exportKey('pkcs8', key.privateKey));
  return hex(pkcs8.subarray(PKCS8_PREFIX.length));
}

/** The key of a seed that {@link exportSessionKey} gave; null when the text is not 32 bytes of hex. */
export async function importSessionKey(seed: string): Promise<SessionKey | null> {
  const bytes = fromHex(seed);
  return bytes?.length === 32 ? fromSeed(bytes) : null;
}

async function fromSeed(seed: Uint8Array): Promise<SessionKey> {
  const privateKey = await crypto.subtle.importKey('pkcs8', concat(PKCS8_PREFIX, seed), 'Ed25519', true, ['sign']);
  const { x } = await crypto.subtle.exportKey('jwk', privateKey);
  const publicKey = fromBase64url(x ?? '');
  if (publicKey?.length !== 32) throw new Error('this platform exports an Ed25519 key without its public half');
  return { publicKey: hex(publicKey), privateKey };
}
