import { createHash } from 'node:crypto';
import { type Frame, outputTokensOf } from '@spindle/sealed/node';
import { FrameType } from '@spindle/shared';
import { FrameRun } from './frame-run.ts';
import type { FrameSink } from './frame-sink.ts';

/** Passes the sealed frames of an answer on, in order, and keeps what bill and receipt are held against. */
export class FramePasser {
  readonly #hash = createHash('sha256');
  readonly #run = new FrameRun();
  #pieces: Uint8Array[] = [];
  /** Tokens up to the last frame that was taken, and up to the last that was passed on. */
  #counted = 0;
  #delivered = 0;
  #isWhole = false;
  #firstAtMs: number | null = null;

  /** @param attemptFrame goes before the first frame of the answer. */
  constructor(
    private readonly out: FrameSink,
    private readonly attemptFrame: Uint8Array,
    private readonly maxOutputTokens: number,
  ) {}

  get delivered(): number {
    return this.#delivered;
  }
  /** True behind the authenticated last frame. */
  get isWhole(): boolean {
    return this.#isWhole;
  }
  /** When the first frame was passed on, by the monotonic clock. */
  get firstAtMs(): number | null {
    return this.#firstAtMs;
  }
  /** SHA-256 of all frames that were passed on. Once, at the end. */
  answerHash(): string {
    return this.#hash.digest('hex');
  }

  /** @returns false for a frame that is no answer, or cannot stand here: behind the last, or with an odd count. */
  take(frame: Frame): boolean {
    if (frame.type !== FrameType.Text && frame.type !== FrameType.Last) return false;
    const tokens = outputTokensOf(frame);
    if (this.#isWhole || tokens < this.#counted || tokens > this.maxOutputTokens) return false;
    this.#counted = tokens;
    this.#isWhole = frame.type === FrameType.Last;
    const before = this.#run.add(frame.raw);
    if (before) this.#pieces.push(before);
    return true;
  }

  /** Sends what was taken. @returns a promise when the reader is behind. */
  pass(): Promise<void> | null {
    const last = this.#run.take();
    if (last) this.#pieces.push(last);
    let behind: Promise<void> | null = null;
    for (const piece of this.#pieces) {
      this.#hash.update(piece);
      if (this.#firstAtMs === null) {
        this.#firstAtMs = performance.now();
        this.out.write(this.attemptFrame);
      }
      behind = this.out.write(piece);
    }
    this.#pieces = [];
    this.#delivered = this.#counted;
    return behind;
  }
}
