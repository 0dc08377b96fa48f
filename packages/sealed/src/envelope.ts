import { canonicalJson, concat, utf8, type Wrap } from '@spindle/shared';

/*
 * The bytes of a sealed request: `header length u32 big-endian | header, canonical JSON | ciphertext and tag`.
 * The header is the associated data of the ciphertext: none of it can be changed, added or taken away.
 */

export type EnvelopeHeader = {
  v: 1;
  jobId: string;
  /** Binds the one content key that every wrap must hold: AES-GCM alone would let two keys open one ciphertext. */
  commitment: string;
  iv: string;
  wraps: Wrap[];
};

export const encodeHeader = (header: EnvelopeHeader): Uint8Array<ArrayBuffer> => utf8(canonicalJson(header));

export function encodeEnvelope(headerBytes: Uint8Array, ciphertext: Uint8Array): Uint8Array<ArrayBuffer> {
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, headerBytes.length);
  return concat(length, headerBytes, ciphertext);
}
