import { type Fault, fail } from '@spindle/shared';

/** What stands in every frame beside what was said: count, length, tag. */
const FRAME_SPARE_BYTES = 24;
/** Marks that end a message or begin a channel are tokens without text. */
const SPARE_TOKENS = 64;
/** Log probabilities of twenty neighbours take two thousand bytes for a token; vectors have no tokens at all. */
const BYTES_PER_TOKEN = 16 * 1024;
const SPARE_BYTES = 1024 * 1024;
/** Frames that bring no token: pieces of one, calls of tools, a vector each. */
const FRAMES_PER_TOKEN = 4;
const SPARE_FRAMES = 1_000;

export interface BoundsParts {
  kind: 'chat' | 'completion' | 'embeddings';
  maxInputTokens: number;
}

/**
 * What one machine may send for an answer, held against what it counts. No text has more tokens than bytes, and none has
 * endless bytes for its tokens.
 */
export class AnswerBounds {
  #bytes = 0;
  #frames = 0;

  constructor(private readonly parts: BoundsParts) {}

  /** What may have been said, at most: sealed frames less what each has beside it. */
  get bytes(): number {
    return this.#bytes;
  }

  /**
   * @param tokens output tokens of this machine up to and with this frame, by its own count.
   * @returns `tokens_inflated` or `answer_flooded` once that can't be an answer.
   */
  take(frameBytes: number, tokens: number): Fault | null {
    this.#frames++;
    this.#bytes += Math.max(0, frameBytes - FRAME_SPARE_BYTES);
    if (tokens > this.#bytes + SPARE_TOKENS) {
      return fail('tokens_inflated', { tokens, bytes: this.#bytes }).fault;
    }
    // The vectors of embeddings are of what was asked, not of what is said.
    const worth = this.parts.kind === 'embeddings' ? this.parts.maxInputTokens : tokens;
    const isFlood =
      this.#bytes > SPARE_BYTES + worth * BYTES_PER_TOKEN || this.#frames > SPARE_FRAMES + worth * FRAMES_PER_TOKEN;
    return isFlood ? fail('answer_flooded', { bytes: this.#bytes }).fault : null;
  }
}
