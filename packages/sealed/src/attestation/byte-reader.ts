import type { AttestationCode } from '@spindle/shared/attestation';
import { refuse } from './refusal.ts';

/** Reads the little-endian structures of Intel, AMD and NVIDIA. What is too short is refused by `code`. */
export class ByteReader {
  #at = 0;
  readonly #view: DataView;

  constructor(
    readonly bytes: Uint8Array,
    private readonly code: AttestationCode,
  ) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get left(): number {
    return this.bytes.length - this.#at;
  }

  take(length: number): Uint8Array {
    return this.bytes.subarray(this.#move(length), this.#at);
  }

  u16(): number {
    return this.#view.getUint16(this.#move(2), true);
  }

  u32(): number {
    return this.#view.getUint32(this.#move(4), true);
  }

  /** @returns where it stood before. */
  #move(length: number): number {
    const from = this.#at;
    if (length > this.left) refuse(this.code, { what: 'too short' });
    this.#at = from + length;
    return from;
  }
}

export const isZero = (bytes: Uint8Array): boolean => bytes.every((byte) => byte === 0);

/** A number of little-endian bytes; 6 at most fit. */
export const littleEndian = (bytes: Uint8Array): number => bytes.reduceRight((sum, byte) => sum * 256 + byte, 0);
export const bigEndian = (bytes: Uint8Array): number => bytes.reduce((sum, byte) => sum * 256 + byte, 0);
