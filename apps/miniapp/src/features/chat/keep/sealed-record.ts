import { wire } from '../../../lib/api/wire.ts';

/** A value as it lies on this device: AES-256-GCM, with a nonce of its own. */
export interface SealedRecord {
  iv: Uint8Array<ArrayBuffer>;
  box: ArrayBuffer;
}

const IV_BYTES = 12;

/** A key that this page can use and nobody can read out, this page included. */
export const makeVaultKey = (): Promise<CryptoKey> =>
  crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);

/** @param name what the record is, bound into it: a box that is put in another's place does not open. */
export async function sealRecord(key: CryptoKey, name: string, value: unknown): Promise<SealedRecord> {
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  const text = new TextEncoder().encode(JSON.stringify(wire.serialize(value)));
  return { iv, box: await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: nameOf(name) }, key, text) };
}

/** @returns null for what does not open: another key, another place, or bytes that were changed. */
export async function openRecord(key: CryptoKey, name: string, { iv, box }: SealedRecord): Promise<unknown> {
  try {
    const text = await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData: nameOf(name) }, key, box);
    return wire.deserialize(JSON.parse(new TextDecoder().decode(text)));
  } catch {
    return null;
  }
}

const nameOf = (name: string) => new TextEncoder().encode(name);
