import {
  fail,
  MAX_CANDIDATES,
  MAX_SEALED_BYTES,
  ok,
  parseDocument,
  type Result,
  text,
  WrapSchema,
} from '@spindle/shared';
import * as z from 'zod/mini';
import { TAG_BYTES } from '../answer-keys.ts';
import type { EnvelopeHeader } from '../envelope.ts';

const hexOf = (bytes: number) => z.string().check(z.regex(new RegExp(`^[0-9a-f]{${bytes * 2}}$`)));
const shortId = z.string().check(z.maxLength(64));

const HeaderSchema: z.ZodMiniType<EnvelopeHeader> = z.strictObject({
  v: z.literal(1),
  jobId: shortId,
  commitment: hexOf(32),
  iv: hexOf(12),
  wraps: z.array(WrapSchema).check(z.minLength(1), z.maxLength(MAX_CANDIDATES)),
});

export interface Envelope {
  header: EnvelopeHeader;
  /** The header as it stands in the bytes. */
  headerBytes: Uint8Array;
  ciphertext: Uint8Array;
}

/** A wrap of the suite of lattices takes 2.6 kB. */
const MAX_HEADER_BYTES = 64 * 1024;

/** Refusals: `too_large`, `sealed_malformed`. */
export function decodeEnvelope(envelope: Uint8Array): Result<Envelope> {
  if (envelope.length > MAX_SEALED_BYTES) return fail('too_large', { limitKb: MAX_SEALED_BYTES / 1024 });
  if (envelope.length < 4) return fail('sealed_malformed');
  const headerLength = new DataView(envelope.buffer, envelope.byteOffset).getUint32(0);
  if (headerLength > MAX_HEADER_BYTES || envelope.length < 4 + headerLength + TAG_BYTES) {
    return fail('sealed_malformed');
  }
  const headerBytes = envelope.subarray(4, 4 + headerLength);
  const header = parseDocument(HeaderSchema, text(headerBytes));
  if (!header) return fail('sealed_malformed');
  return ok({ header, headerBytes, ciphertext: envelope.subarray(4 + headerLength) });
}
