import * as z from 'zod/mini';
import type { KeptReply } from './shapes.ts';

const HeadSchema = z.object({ status: z.int(), headers: z.record(z.string(), z.string()) });
const LENGTH_BYTES = 4;

/** A reply as one piece: length of the head, head as JSON, body. */
export function toBytes({ status, headers, body }: KeptReply): Buffer {
  const head = Buffer.from(JSON.stringify({ status, headers }));
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt32BE(head.length);
  return Buffer.concat([length, head, body]);
}

/** Of bytes that {@link toBytes} made: they come out of a seal, so anything else is a bug and throws. */
export function fromBytes(bytes: Buffer): KeptReply {
  const headEnd = LENGTH_BYTES + bytes.readUInt32BE();
  const head = HeadSchema.parse(JSON.parse(bytes.toString('utf8', LENGTH_BYTES, headEnd)));
  return { ...head, body: bytes.subarray(headEnd) };
}
