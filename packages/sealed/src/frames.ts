import { FrameType, fail, MAX_FRAME_BYTES, ok, type Result, text, utf8 } from '@spindle/shared';
import type * as z from 'zod/mini';
import { COUNT_BYTES, FRAME_HEAD_BYTES } from './answer-keys.ts';

/** One frame off the wire. */
export interface Frame {
  type: FrameType;
  /** What stands behind type and length. */
  bytes: Uint8Array;
  /** The whole frame, as it is passed on and hashed. May be a view of the chunk it came in. */
  raw: Uint8Array;
}

const TYPES = new Map<number, FrameType>(Object.values(FrameType).map((type) => [type, type]));

/** `type u8 | length u32 big-endian | bytes`. */
export function encodeFrame(type: FrameType, bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const frame = new Uint8Array(FRAME_HEAD_BYTES + bytes.length);
  frame[0] = type;
  new DataView(frame.buffer).setUint32(1, bytes.length);
  frame.set(bytes, FRAME_HEAD_BYTES);
  return frame;
}

/** A readable frame: receipt, error, attempt, settled. */
export const encodeJsonFrame = (type: FrameType, body: object): Uint8Array<ArrayBuffer> =>
  encodeFrame(type, utf8(JSON.stringify(body)));

/** Reads a readable frame by its schema. Refusal: `answer_damaged`. */
export function readJsonFrame<Schema extends z.ZodMiniType>(frame: Frame, schema: Schema): Result<z.output<Schema>> {
  try {
    const parsed = schema.safeParse(JSON.parse(text(frame.bytes)));
    return parsed.success ? ok(parsed.data) : fail('answer_damaged');
  } catch {
    return fail('answer_damaged');
  }
}

/** Output tokens so far, from the clear head of a `Text` or `Last` frame. */
export function outputTokensOf(frame: Frame): number {
  if (frame.bytes.length < COUNT_BYTES) return 0;
  return new DataView(frame.bytes.buffer, frame.bytes.byteOffset).getUint32(0);
}

/**
 * Cuts a stream of bytes into frames, however the network split it. Whole frames inside a chunk are not copied.
 * After a refusal (`answer_damaged`: unknown type, or longer than any frame may be) it stays refused.
 */
export class FrameReader {
  readonly #head = new Uint8Array(FRAME_HEAD_BYTES);
  #headLength = 0;
  #body: Uint8Array | null = null;
  #bodyLength = 0;
  #damaged = false;

  /** The frames that this chunk completes. */
  push(chunk: Uint8Array): Result<Frame[]> {
    const frames: Frame[] = [];
    let at = 0;
    while (at < chunk.length && !this.#damaged) {
      const whole = this.#body || this.#headLength ? null : this.#wholeFrame(chunk, at);
      if (whole) {
        frames.push(whole);
        at += whole.raw.length;
      } else {
        at += this.#gather(chunk.subarray(at), frames);
      }
    }
    return this.#damaged ? fail('answer_damaged') : ok(frames);
  }

  /** True when the bytes so far end between two frames. */
  get isAtBoundary(): boolean {
    return !this.#damaged && this.#headLength === 0 && this.#body === null;
  }

  #wholeFrame(chunk: Uint8Array, at: number): Frame | null {
    if (chunk.length - at < FRAME_HEAD_BYTES) return null;
    const length = this.#lengthOf(chunk, at);
    if (length === null || chunk.length - at < FRAME_HEAD_BYTES + length) return null;
    return frameOf(chunk.subarray(at, at + FRAME_HEAD_BYTES + length));
  }

  /** Takes what it can use of the chunk for a frame that arrives in pieces. */
  #gather(chunk: Uint8Array, frames: Frame[]): number {
    if (!this.#body) return this.#gatherHead(chunk, frames);
    const piece = chunk.subarray(0, this.#body.length - this.#bodyLength);
    this.#body.set(piece, this.#bodyLength);
    this.#bodyLength += piece.length;
    this.#finish(frames);
    return piece.length;
  }

  #gatherHead(chunk: Uint8Array, frames: Frame[]): number {
    const piece = chunk.subarray(0, FRAME_HEAD_BYTES - this.#headLength);
    this.#head.set(piece, this.#headLength);
    this.#headLength += piece.length;
    if (this.#headLength < FRAME_HEAD_BYTES) return piece.length;
    const length = this.#lengthOf(this.#head, 0);
    if (length === null) return piece.length;
    this.#body = new Uint8Array(FRAME_HEAD_BYTES + length);
    this.#body.set(this.#head);
    this.#bodyLength = FRAME_HEAD_BYTES;
    this.#finish(frames);
    return piece.length;
  }

  #finish(frames: Frame[]): void {
    if (!this.#body || this.#bodyLength < this.#body.length) return;
    const frame = frameOf(this.#body);
    if (frame) frames.push(frame);
    this.#body = null;
    this.#headLength = 0;
  }

  #lengthOf(bytes: Uint8Array, at: number): number | null {
    const length = new DataView(bytes.buffer, bytes.byteOffset + at).getUint32(1);
    if (TYPES.has(bytes[at] ?? 0) && length <= MAX_FRAME_BYTES) return length;
    this.#damaged = true;
    return null;
  }
}

function frameOf(raw: Uint8Array): Frame | null {
  const type = TYPES.get(raw[0] ?? 0);
  return type ? { type, bytes: raw.subarray(FRAME_HEAD_BYTES), raw } : null;
}
