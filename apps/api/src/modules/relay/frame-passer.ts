import { createHash } from 'node:crypto';
import { type Frame, outputTokensOf } from '@spindle/sealed/node';
import { type Fault, FrameType } from '@spindle/shared';
import type { Work } from '../nodes/index.ts';
import { AnswerBounds, type BoundsParts } from './answer-bounds.ts';
import type { Delivered } from './delivered.ts';
import { FrameRun } from './frame-run.ts';
import type { FrameSink } from './frame-sink.ts';

export interface PasserParts extends BoundsParts {
  out: FrameSink;
  delivered: Delivered;
  attempt: number;
  nodeId: string;
  /** Sent before the first frame of this attempt. */
  attemptFrame: Uint8Array;
  /** Of the whole answer. */
  maxOutputTokens: number;
  /** Hears of each token that came. */
  work: Pick<Work, 'delivered'>;
}

/**
 * Passes the sealed frames of one attempt on, in order, and keeps what bill and receipt are held against. The last frame
 * is kept back until the machine's receipt is there: an answer that has no receipt was never whole, so that another
 * machine can still go on with it.
 */
export class FramePasser {
  readonly #hash = createHash('sha256');
  readonly #run = new FrameRun();
  readonly #before: number;
  #pieces: Uint8Array[] = [];
  #last: Uint8Array | null = null;
  /** Tokens up to the last frame that was taken, over the whole answer; and up to the last that may be passed on. */
  #counted: number;
  #textCounted: number;
  #firstAtMs: number | null = null;
  readonly #bounds: AnswerBounds;
  #fault: Fault | null = null;

  constructor(private readonly parts: PasserParts) {
    this.#bounds = new AnswerBounds(parts);
    this.#before = parts.delivered.tokens;
    this.#counted = this.#before;
    this.#textCounted = this.#before;
  }

  /** Output tokens of this attempt that were taken. */
  get tokens(): number {
    return this.#counted - this.#before;
  }
  /** Output tokens of this attempt that reached the buyer. */
  get passedTokens(): number {
    return this.#firstAtMs === null ? 0 : this.parts.delivered.tokens - this.#before;
  }
  /** True behind the authenticated last frame. */
  get isWhole(): boolean {
    return this.#last !== null;
  }
  /** When this attempt's first frame was passed on, by the monotonic clock. */
  get firstAtMs(): number | null {
    return this.#firstAtMs;
  }
  /** Why the frame that was taken last can't be one of an answer, where that has a name of its own. */
  get fault(): Fault | null {
    return this.#fault;
  }
  /** Bytes of this attempt's frames that may be answer. */
  get bytes(): number {
    return this.#bounds.bytes;
  }
  /** SHA-256 of all frames of this attempt, the last one included. Once, at the end. */
  answerHash(): string {
    if (this.#last) this.#hash.update(this.#last);
    return this.#hash.digest('hex');
  }

  /** @returns false for a frame that is no answer, or cannot stand here: behind the last, or with an odd count. */
  take(frame: Frame): boolean {
    if (frame.type !== FrameType.Text && frame.type !== FrameType.Last) return false;
    const tokens = outputTokensOf(frame);
    if (this.#last || tokens < this.#counted || tokens > this.parts.maxOutputTokens) return false;
    this.#fault = this.#bounds.take(frame.bytes.length, tokens - this.#before);
    if (this.#fault) return false;
    this.parts.work.delivered(tokens - this.#counted);
    this.#counted = tokens;
    if (frame.type === FrameType.Last) {
      this.#last = frame.raw;
      return true;
    }
    this.#textCounted = tokens;
    const before = this.#run.add(frame.raw);
    if (before) this.#pieces.push(before);
    return true;
  }

  /** Sends what was taken, but for a last frame. @returns a promise when the reader is behind. */
  pass(): Promise<void> | null {
    const run = this.#run.take();
    if (run) this.#pieces.push(run);
    let behind: Promise<void> | null = null;
    const { delivered, attempt, nodeId } = this.parts;
    for (const piece of this.#pieces) {
      this.#hash.update(piece);
      behind = this.#write(piece);
      delivered.add(attempt, nodeId, piece, this.#textCounted);
    }
    this.#pieces = [];
    return behind;
  }

  /** Sends the last frame: the answer is whole, and its receipt is good. */
  passLast(): void {
    if (!this.#last) return;
    this.#write(this.#last);
    this.parts.delivered.complete(this.#counted);
  }

  #write(frames: Uint8Array): Promise<void> | null {
    if (this.#firstAtMs === null) {
      this.#firstAtMs = performance.now();
      this.parts.out.write(this.parts.attemptFrame);
    }
    return this.parts.out.write(frames);
  }
}
