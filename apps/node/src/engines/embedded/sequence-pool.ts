import type { LlamaContext, LlamaContextSequence, Token } from 'node-llama-cpp';

interface Seat {
  sequence: LlamaContextSequence;
  owner: string | null;
  usedAt: number;
}

/** A sequence lent for one answer. */
export interface Lease {
  sequence: LlamaContextSequence;
  /** Tokens of the prompt that need not be computed again. */
  cachedTokens: number;
  giveBack(): void;
}

/**
 * The sequences of a context, one per slot. A chat that goes on finds what was computed for it before, but only its own
 * buyer's: another's prompt is wiped first, so that speed tells nobody what others asked.
 */
export class SequencePool {
  readonly #free: Seat[] = [];
  #waiting: (() => void)[] = [];
  #uses = 0;

  constructor(context: LlamaContext) {
    while (context.sequencesLeft > 0) this.#free.push({ sequence: context.getSequence(), owner: null, usedAt: 0 });
  }

  /**
   * Waits while all are in use: slots bound how many ask at a time, so that is no longer than llama.cpp needs to let go
   * of an answer that was just cancelled.
   * @returns null when `signal` fires first.
   */
  async lend(owner: string, prompt: readonly Token[], signal: AbortSignal): Promise<Lease | null> {
    while (this.#free.length === 0 && !signal.aborted) await this.#someSeat(signal);
    const seat = signal.aborted ? null : this.#pick(owner);
    if (!seat) return null;
    const giveBack = () => {
      seat.usedAt = ++this.#uses;
      this.#free.push(seat);
      const waiting = this.#waiting;
      this.#waiting = [];
      for (const wake of waiting) wake();
    };
    try {
      if (seat.owner !== owner) await seat.sequence.clearHistory();
      seat.owner = owner;
      // The last token of the prompt is always computed: its result is the first token of the answer.
      await seat.sequence.adaptStateToTokens(prompt.slice(0, -1), false);
      return { sequence: seat.sequence, cachedTokens: seat.sequence.nextTokenIndex, giveBack };
    } catch (error) {
      giveBack();
      throw error;
    }
  }

  #someSeat(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      signal.addEventListener('abort', () => resolve(), { once: true });
    });
  }

  #pick(owner: string): Seat | null {
    const own = this.#free.filter((seat) => seat.owner === owner);
    const pool = own.length > 0 ? own : this.#free;
    const oldest = pool.toSorted((a, b) => a.usedAt - b.usedAt)[0];
    if (!oldest) return null;
    this.#free.splice(this.#free.indexOf(oldest), 1);
    return oldest;
  }
}
