import type { FinishReason } from '@spindle/sealed/node';
import type { Ask, EngineEvent, Piece } from '../engine.ts';
import { choicesOf } from '../questions/index.ts';
import type { Chunk } from './chunk.ts';

/** Marks that end a message or begin a channel are tokens without text. */
const SPARE_TOKENS = 32;

/**
 * Counts an answer. Until the engine tells its usage, a piece counts as one token, as engines send them; the count never
 * shrinks, never passes the limit, and never what the text can have: no token has less than a byte, so an engine that counts
 * wrong, or hides what it thinks, is not believed (the market would refuse the answer). Usage that an engine doesn't tell is not guessed: what isn't known isn't billed.
 */
export class AnswerMeter {
  readonly #maxInputTokens: number;
  readonly #maxOutputTokens: number;
  readonly #choices: number;
  /** What the engine reads as question, but the buyer never asked: the beginning of the answer. */
  readonly #saidTokens: number;
  readonly #finishes = new Map<number, FinishReason>();
  #shown = 0;
  /** Of what was said, in UTF-8. */
  #bytes = 0;
  #usage: Chunk['usage'] = null;

  constructor(ask: Ask) {
    this.#maxInputTokens = ask.maxInputTokens;
    this.#maxOutputTokens = ask.maxOutputTokens;
    this.#choices = choicesOf(ask);
    this.#saidTokens = ask.said?.tokens ?? 0;
  }

  /** Every answer has said its last word. */
  get isFinished(): boolean {
    return this.#finishes.size >= this.#choices;
  }

  /** @returns output tokens up to and with this chunk. */
  count(chunk: Chunk): number {
    for (const { choice, reason } of chunk.finishes) this.#finishes.set(choice, reason);
    this.#usage = chunk.usage ?? this.#usage;
    // Log probabilities come beside the text that they are of.
    let guessed = this.#shown;
    for (const piece of chunk.pieces) {
      if (piece.kind !== 'logprobs') guessed++;
      this.#bytes += bytesOf(piece);
    }
    this.#shown = this.#bounded(this.#told(chunk) ?? guessed);
    return this.#shown;
  }

  read(): EngineEvent {
    return { kind: 'read', ...this.#input() };
  }

  end(): EngineEvent {
    const output = this.#bounded(this.#usage?.output ?? 0);
    const reason = this.#finishes.get(0) ?? 'stop';
    const more = Array.from({ length: this.#choices - 1 }, (_, at) => this.#finishes.get(at + 1) ?? 'stop');
    return {
      kind: 'end',
      reason,
      ...(more.length > 0 && { moreReasons: more }),
      usage: { ...this.#input(), output },
    };
  }

  #bounded(told: number): number {
    return Math.min(Math.max(told, this.#shown), this.#maxOutputTokens, this.#bytes + SPARE_TOKENS);
  }

  /** While several answers run, engines tell the count of one of them. */
  #told({ usage, finishes, pieces }: Chunk): number | undefined {
    const isOfOne = this.#choices > 1 && (finishes.length > 0 || pieces.length > 0);
    return isOfOne ? undefined : usage?.output || undefined;
  }

  #input(): { input: number; cached: number } {
    const asked = Math.max(0, (this.#usage?.input ?? 0) - this.#saidTokens);
    const input = Math.min(asked, this.#maxInputTokens);
    return { input, cached: Math.min(this.#usage?.cached ?? 0, input) };
  }
}

function bytesOf(piece: Piece): number {
  if (piece.kind === 'tool') return Buffer.byteLength(`${piece.name ?? ''}${piece.arguments ?? ''}`);
  return 'text' in piece ? Buffer.byteLength(piece.text) : 0;
}
