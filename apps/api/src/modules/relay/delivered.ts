import { createHash } from 'node:crypto';
import type { Receipt, Segment } from '@spindle/shared';

/** An answer whose sealed frames are longer can't be handed on: a bound of memory, far above what models say. */
const MAX_KEPT_BYTES = 1024 * 1024;
const FIRST_BYTES = 4 * 1024;

/**
 * What the buyer has of an answer: the sealed frames that were passed on, by whom, in order. They are all that another
 * machine needs to go on. Copied, since a small frame may stand in a large buffer of the network's.
 */
export class Delivered {
  #kept: Buffer = Buffer.alloc(0);
  #length = 0;
  #isTooLong = false;
  #segments: Segment[] = [];
  #tokens = 0;
  #firstAtMs: number | null = null;

  /** Output tokens, over all machines. */
  get tokens(): number {
    return this.#tokens;
  }
  /** True once anything was passed on: from then on nobody can begin again, only go on. */
  get hasBegun(): boolean {
    return this.#firstAtMs !== null;
  }
  /** When the first frame was passed on, by the monotonic clock. */
  get firstAtMs(): number | null {
    return this.#firstAtMs;
  }
  get canGoOn(): boolean {
    return !this.#isTooLong;
  }

  /** Whole frames that this machine's attempt has brought to the buyer. */
  add(attempt: number, nodeId: string, frames: Uint8Array, tokens: number): void {
    this.#firstAtMs ??= performance.now();
    this.#tokens = tokens;
    const last = this.#segments.at(-1);
    if (last?.attempt === attempt) last.bytes += frames.length;
    else this.#segments.push({ attempt, nodeId, bytes: frames.length });
    this.#keep(frames);
  }

  /** Sealed bytes that this attempt has brought. */
  bytesOf(attempt: number): number {
    return this.#segments.find((it) => it.attempt === attempt)?.bytes ?? 0;
  }

  /** The last frame was passed on: nobody will go on from here. */
  complete(tokens: number): void {
    this.#firstAtMs ??= performance.now();
    this.#tokens = tokens;
  }

  /** For the next machine: the segments, and their frames. Null while there is nothing to go on from. */
  prior(): { segments: Segment[]; frames: Uint8Array } | null {
    if (!this.hasBegun) return null;
    return { segments: this.#segments.map((it) => ({ ...it })), frames: this.#kept.subarray(0, this.#length) };
  }

  /** What the receipt of the next machine must say of it. */
  resumed(): NonNullable<Receipt['resumed']> | null {
    const prior = this.prior();
    if (!prior) return null;
    return { tokens: this.#tokens, priorHash: createHash('sha256').update(prior.frames).digest('hex') };
  }

  #keep(frames: Uint8Array): void {
    if (this.#isTooLong) return;
    const length = this.#length + frames.length;
    if (length > MAX_KEPT_BYTES) {
      this.#isTooLong = true;
      this.#kept = Buffer.alloc(0);
      return;
    }
    if (length > this.#kept.length) {
      const larger = Buffer.allocUnsafeSlow(Math.max(FIRST_BYTES, 2 * length));
      this.#kept.copy(larger, 0, 0, this.#length);
      this.#kept = larger;
    }
    this.#kept.set(frames, this.#length);
    this.#length = length;
  }
}
