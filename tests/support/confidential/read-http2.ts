const PREFACE = Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n');
const HEAD_BYTES = 9;
const DATA = 0;
const PADDED = 0x8;

/**
 * The bodies that one direction of an HTTP/2 connection carried, by stream. Headers are compressed and not read here:
 * they are searched as they are.
 */
export function readBodies(bytes: Buffer): Map<number, Buffer> {
  const parts = new Map<number, Buffer[]>();
  for (let at = bytes.subarray(0, PREFACE.length).equals(PREFACE) ? PREFACE.length : 0; ; ) {
    if (at + HEAD_BYTES > bytes.length) break;
    const length = bytes.readUIntBE(at, 3);
    const [type, flags] = [bytes[at + 3], bytes[at + 4] ?? 0];
    const stream = bytes.readUInt32BE(at + 5) & 0x7fffffff;
    const payload = bytes.subarray(at + HEAD_BYTES, at + HEAD_BYTES + length);
    if (type === DATA) parts.set(stream, [...(parts.get(stream) ?? []), withoutPadding(payload, flags)]);
    at += HEAD_BYTES + length;
  }
  return new Map([...parts].map(([stream, pieces]) => [stream, Buffer.concat(pieces)]));
}

function withoutPadding(payload: Buffer, flags: number): Buffer {
  return flags & PADDED ? payload.subarray(1, payload.length - (payload[0] ?? 0)) : payload;
}

/** What follows when both sides have agreed to speak HTTP/2: from the preface on, and from behind the request's head. */
export const behindUpgrade = (toNode: Buffer, fromNode: Buffer): { toNode: Buffer; fromNode: Buffer } | null => {
  const preface = toNode.indexOf(PREFACE);
  const head = fromNode.indexOf('\r\n\r\n');
  return preface < 0 || head < 0 ? null : { toNode: toNode.subarray(preface), fromNode: fromNode.subarray(head + 4) };
};
