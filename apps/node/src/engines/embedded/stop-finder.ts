/**
 * Finds stop texts in an answer that arrives in pieces, and holds back the end of a piece while it may still be the
 * beginning of one.
 */
export class StopFinder {
  #held = '';
  readonly #stops: readonly string[];

  constructor(stops: readonly string[]) {
    this.#stops = stops.filter((stop) => stop !== '');
  }

  /** @returns what may be shown now, and whether a stop text was met (nothing after it is ever shown). */
  push(piece: string): { text: string; isStopped: boolean } {
    const text = this.#held + piece;
    const at = this.#firstStop(text);
    if (at !== null) {
      this.#held = '';
      return { text: text.slice(0, at), isStopped: true };
    }
    const heldLength = this.#heldLength(text);
    this.#held = text.slice(text.length - heldLength);
    return { text: text.slice(0, text.length - heldLength), isStopped: false };
  }

  /** What was held back, when the answer ends without a stop text. */
  flush(): string {
    const text = this.#held;
    this.#held = '';
    return text;
  }

  #firstStop(text: string): number | null {
    const found = this.#stops.map((stop) => text.indexOf(stop)).filter((at) => at >= 0);
    return found.length > 0 ? Math.min(...found) : null;
  }

  /** Length of the longest end of the text that a stop text begins with. */
  #heldLength(text: string): number {
    const lengths = this.#stops.map((stop) => {
      for (let length = Math.min(stop.length - 1, text.length); length > 0; length--) {
        if (text.endsWith(stop.slice(0, length))) return length;
      }
      return 0;
    });
    return Math.max(0, ...lengths);
  }
}
