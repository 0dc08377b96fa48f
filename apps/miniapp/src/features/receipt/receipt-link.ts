import { base64url, fromBase64url, text, utf8 } from '@spindle/shared';

/** Far more than a receipt is; what unpacks to more was not made here. */
const MOST_BYTES = 1_000_000;

/** A link that holds the receipt itself, behind the `#`: browsers send that part to no server. */
export async function receiptLink(file: object, origin: string): Promise<string> {
  const packed = await through(new CompressionStream('deflate-raw'), utf8(JSON.stringify(file)));
  return `${origin}/receipt#${base64url(packed)}`;
}

/** @returns what `JSON.parse` gave of the link's receipt; null when there is none in it. */
export async function readReceiptLink(hash: string): Promise<unknown> {
  const packed = fromBase64url(hash.replace(/^#/, ''));
  if (!packed?.length) return null;
  try {
    return JSON.parse(text(await through(new DecompressionStream('deflate-raw'), packed)));
  } catch {
    return null;
  }
}

async function through(
  stream: CompressionStream | DecompressionStream,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array> {
  const reader = new Blob([bytes]).stream().pipeThrough(stream).getReader();
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    length += next.value.length;
    if (length > MOST_BYTES) {
      await reader.cancel();
      throw new RangeError('a receipt is shorter');
    }
    parts.push(next.value);
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}
