/**
 * Joins frames that lie behind each other in one chunk, so that a chunk is passed on as one piece, without a copy.
 * Frames that came in pieces lie elsewhere, and end the run before them.
 */
export class FrameRun {
  #first: Uint8Array | null = null;
  #length = 0;

  /** @returns the run before this frame, when the frame does not continue it. */
  add(frame: Uint8Array): Uint8Array | null {
    const first = this.#first;
    if (first && first.buffer === frame.buffer && first.byteOffset + this.#length === frame.byteOffset) {
      this.#length += frame.length;
      return null;
    }
    const before = this.take();
    this.#first = frame;
    this.#length = frame.length;
    return before;
  }

  /** The run so far; null when there is none. */
  take(): Uint8Array | null {
    const first = this.#first;
    if (!first) return null;
    this.#first = null;
    return new Uint8Array(first.buffer, first.byteOffset, this.#length);
  }
}
