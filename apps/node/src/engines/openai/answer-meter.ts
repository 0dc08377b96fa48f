import type { FinishReason } from '@spindle/sealed/node';
import type { EngineEvent } from '../engine.ts';
import type { Chunk } from './chunk.ts';

/**
 * Counts an answer. Until the engine tells its usage, a chunk counts as one token, as engines send them; the count never
 * shrinks and never passes the limit. Usage that an engine doesn't tell is not guessed: what isn't known isn't billed.
 */
export class AnswerMeter {
  isBroken = false;
  #shown = 0;
  #finish: FinishReason | null = null;
  #usage: Chunk['usage'] = null;

  constructor(
    private readonly maxInputTokens: number,
    private readonly maxOutputTokens: number,
  ) {}

  get isFinished(): boolean {
    return this.#finish !== null;
  }

  /** @returns output tokens up to and with this chunk. */
  count(chunk: Chunk): number {
    this.#finish = chunk.finish ?? this.#finish;
    this.#usage = chunk.usage ?? this.#usage;
    const told = chunk.usage?.output ?? 0;
    const guessed = this.#shown + (chunk.pieces.length > 0 ? 1 : 0);
    this.#shown = Math.min(Math.max(told || guessed, this.#shown), this.maxOutputTokens);
    return this.#shown;
  }

  read(): EngineEvent {
    return { kind: 'read', ...this.#input() };
  }

  end(): EngineEvent {
    const output = Math.min(Math.max(this.#usage?.output ?? 0, this.#shown), this.maxOutputTokens);
    return { kind: 'end', reason: this.#finish ?? 'stop', usage: { ...this.#input(), output } };
  }

  #input(): { input: number; cached: number } {
    const input = Math.min(this.#usage?.input ?? 0, this.maxInputTokens);
    return { input, cached: Math.min(this.#usage?.cached ?? 0, input) };
  }
}
