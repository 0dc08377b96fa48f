import { isZero } from '../byte-reader.ts';
import { Refusal } from '../refusal.ts';
import { openDer, TAG } from './der.ts';

/**
 * Reads an ECDSA-Sig-Value (RFC 3279 §2.2.3): two numbers, each in its shortest form.
 * @param half bytes of each number in the result, which is r and s side by side. @returns null when it is none.
 */
export function rawSignature(signature: Uint8Array, half: number): Uint8Array | null {
  try {
    const der = openDer(signature, TAG.sequence, 'signature');
    const raw = new Uint8Array(2 * half);
    for (const end of [half, 2 * half]) {
      const number = der.integer();
      const digits = number[0] === 0 ? number.subarray(1) : number;
      // One that begins with a set bit would be negative.
      if (digits.length > half || (number[0] ?? 0) >= 0x80) return null;
      raw.set(digits, end - digits.length);
    }
    der.finish();
    return raw;
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

/** Both numbers are there, and neither is zero: some engines answer zeros by an exception, some by true. */
export const isWellFormedSignature = (raw: Uint8Array, half: number): boolean =>
  raw.length === 2 * half && !isZero(raw.subarray(0, half)) && !isZero(raw.subarray(half));
