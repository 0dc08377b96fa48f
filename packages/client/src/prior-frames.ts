import type { Hasher, Primitives } from '@spindle/sealed';
import { hex, type Receipt } from '@spindle/shared';

/** The frames of machines that did not finish: the receipt of the one that does names their hash. */
export class PriorFrames {
  readonly #hasher: Hasher;
  #current: Uint8Array[] = [];
  #isBegun = false;
  #tokens = 0;

  constructor(primitives: Primitives) {
    this.#hasher = primitives.hasher();
  }

  /** Output tokens of closed segments. */
  get tokens(): number {
    return this.#tokens;
  }

  /** A frame of the machine that works now. */
  keep(raw: Uint8Array): void {
    this.#current.push(raw);
  }

  /** The machine that worked will not finish: what it delivered came before. */
  close(tokens: number): void {
    if (this.#current.length === 0) return;
    for (const raw of this.#current) this.#hasher.update(raw);
    this.#current = [];
    this.#isBegun = true;
    this.#tokens = tokens;
  }

  /** What the receipt must say of them; null when one machine gave the whole answer. Once, at the end. */
  async resumed(): Promise<NonNullable<Receipt['resumed']> | null> {
    return this.#isBegun ? { tokens: this.#tokens, priorHash: hex(await this.#hasher.digest()) } : null;
  }
}
