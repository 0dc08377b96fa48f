/** Lengths tell what was said; padding to these steps hides them (SEALED: an answer). */
export const REQUEST_STEP_BYTES = 256;
export const ANSWER_STEP_BYTES = 64;
/** In private mode requests are padded to powers of two, from this on. */
const PRIVATE_LEAST_BYTES = 4_096;
/** What stands before the bytes: their length. */
export const LENGTH_BYTES = 4;

/** `length u32 big-endian | bytes | zeros`, up to a multiple of `stepBytes`. */
export function pad(bytes: Uint8Array, stepBytes: number): Uint8Array<ArrayBuffer> {
  const padded = new Uint8Array(Math.ceil((bytes.length + LENGTH_BYTES) / stepBytes) * stepBytes);
  new DataView(padded.buffer).setUint32(0, bytes.length);
  padded.set(bytes, LENGTH_BYTES);
  return padded;
}

/** The size that a private request is padded to: within a factor of two it says nothing of its own. */
export function privateStepBytes(bytes: Uint8Array): number {
  let step = PRIVATE_LEAST_BYTES;
  while (step < bytes.length + LENGTH_BYTES) step *= 2;
  return step;
}

/** @returns null when the bytes are not what {@link pad} makes. */
export function unpad(padded: Uint8Array): Uint8Array | null {
  if (padded.length < LENGTH_BYTES) return null;
  const length = new DataView(padded.buffer, padded.byteOffset).getUint32(0);
  if (length > padded.length - LENGTH_BYTES) return null;
  const end = LENGTH_BYTES + length;
  for (let at = end; at < padded.length; at++) if (padded[at] !== 0) return null;
  return padded.subarray(LENGTH_BYTES, end);
}
