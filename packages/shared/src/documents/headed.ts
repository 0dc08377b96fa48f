import type * as z from 'zod/mini';
import { concat, text, utf8 } from '../bytes.ts';

/** A quote with all its candidates fits with room to spare. */
export const MAX_HEAD_BYTES = 256 * 1024;

/** `head length u32 big-endian | head, JSON | body`: how a quote and a sealed request travel together. */
export function encodeHeaded(head: object, body: Uint8Array): Uint8Array<ArrayBuffer> {
  const headBytes = utf8(JSON.stringify(head));
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, headBytes.length);
  return concat(length, headBytes, body);
}

/** @returns null when the bytes are cut, or the head is not of this shape. The body is a view, not a copy. */
export function decodeHeaded<Schema extends z.ZodMiniType>(
  schema: Schema,
  bytes: Uint8Array,
): { head: z.output<Schema>; body: Uint8Array } | null {
  if (bytes.length < 4) return null;
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
  if (length > MAX_HEAD_BYTES || bytes.length < 4 + length) return null;
  try {
    const head = schema.safeParse(JSON.parse(text(bytes.subarray(4, 4 + length))));
    return head.success ? { head: head.data, body: bytes.subarray(4 + length) } : null;
  } catch {
    return null;
  }
}
