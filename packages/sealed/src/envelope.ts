import {
  canonicalJson,
  concat,
  fail,
  MAX_CANDIDATES,
  MAX_SEALED_BYTES,
  ok,
  parseDocument,
  type Result,
  text,
  utf8,
} from '@spindle/shared';
import * as z from 'zod/mini';

/*
 * The bytes of a sealed request: `header length u32 big-endian | header, canonical JSON | ciphertext and tag`.
 * The header is the associated data of the ciphertext: none of it can be changed, added or taken away.
 */

const hexOf = (bytes: number) => z.string().check(z.regex(new RegExp(`^[0-9a-f]{${bytes * 2}}$`)));

const WrapSchema = z.strictObject({
  nodeId: z.string().check(z.maxLength(64)),
  termsHash: hexOf(32),
  enc: hexOf(32),
  /** Number of this message under `enc`; 0 for a one-off. */
  seq: z.int().check(z.minimum(0)),
  /** The wrapped content key and its tag. */
  ct: hexOf(48),
});
export type Wrap = z.output<typeof WrapSchema>;

const HeaderSchema = z.strictObject({
  v: z.literal(1),
  jobId: z.string().check(z.maxLength(64)),
  /** Binds the one content key that every wrap must hold: AES-GCM alone would let two keys open one ciphertext. */
  commitment: hexOf(32),
  iv: hexOf(12),
  wraps: z.array(WrapSchema).check(z.minLength(1), z.maxLength(MAX_CANDIDATES)),
});
export type EnvelopeHeader = z.output<typeof HeaderSchema>;

export interface Envelope {
  header: EnvelopeHeader;
  /** The header as it stands in the bytes. */
  headerBytes: Uint8Array;
  ciphertext: Uint8Array;
}

const MAX_HEADER_BYTES = 16 * 1024;
const TAG_BYTES = 16;

export const encodeHeader = (header: EnvelopeHeader): Uint8Array<ArrayBuffer> => utf8(canonicalJson(header));

export function encodeEnvelope(headerBytes: Uint8Array, ciphertext: Uint8Array): Uint8Array<ArrayBuffer> {
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, headerBytes.length);
  return concat(length, headerBytes, ciphertext);
}

/** Refusals: `too_large`, `sealed_malformed`. */
export function decodeEnvelope(envelope: Uint8Array): Result<Envelope> {
  if (envelope.length > MAX_SEALED_BYTES) return fail('too_large', { limitKb: MAX_SEALED_BYTES / 1024 });
  if (envelope.length < 4) return fail('sealed_malformed');
  const headerLength = new DataView(envelope.buffer, envelope.byteOffset).getUint32(0);
  if (headerLength > MAX_HEADER_BYTES || envelope.length < 4 + headerLength + TAG_BYTES)
    return fail('sealed_malformed');
  const headerBytes = envelope.subarray(4, 4 + headerLength);
  const header = parseDocument(HeaderSchema, text(headerBytes));
  if (!header) return fail('sealed_malformed');
  return ok({ header, headerBytes, ciphertext: envelope.subarray(4 + headerLength) });
}
