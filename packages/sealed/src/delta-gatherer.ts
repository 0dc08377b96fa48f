import type { Delta } from './deltas.ts';

/** The longest that a piece of text waits for company on its way into a frame. */
export const GATHER_MS = 100;
/** A batch that has grown to this many characters goes at once: a frame has a largest size. */
const GATHER_CHARACTERS = 8_192;

/**
 * Gathers deltas into frames: the first goes at once (time to first token is what people feel), later ones wait up to
 * {@link GATHER_MS} since the frame before. Pure: the caller passes the clock and keeps the timer.
 * @example
 * const ready = gatherer.add(delta, now);          // send `ready` when it is not empty,
 * setTimer(gatherer.dueAtMs);                      // else call take() at that time
 */
export class DeltaGatherer {
  #waiting: Delta[] = [];
  #characters = 0;
  #sentAtMs: number | null = null;

  constructor(private readonly gatherMs: number = GATHER_MS) {}

  /** @returns the batch to send now; empty while the delta waits. */
  add(delta: Delta, nowMs: number): Delta[] {
    this.#characters += sizeOf(delta);
    const last = this.#waiting.at(-1);
    const joined = last && join(last, delta);
    if (joined) this.#waiting[this.#waiting.length - 1] = joined;
    else this.#waiting.push(delta);
    const isDue = this.#sentAtMs === null || nowMs >= this.#sentAtMs + this.gatherMs;
    return isDue || this.#characters >= GATHER_CHARACTERS ? this.take(nowMs) : [];
  }

  /** When the waiting deltas must go; null when none wait. */
  get dueAtMs(): number | null {
    return this.#waiting.length > 0 && this.#sentAtMs !== null ? this.#sentAtMs + this.gatherMs : null;
  }

  /** Everything that waits: for the timer, and for the last frame. */
  take(nowMs: number): Delta[] {
    const batch = this.#waiting;
    this.#waiting = [];
    this.#characters = 0;
    if (batch.length > 0) this.#sentAtMs = nowMs;
    return batch;
  }
}

function sizeOf(delta: Delta): number {
  if (delta.kind === 'logprobs') return JSON.stringify(delta.logprobs)?.length ?? 0;
  if (delta.kind === 'tool') return (delta.arguments ?? '').length;
  if (delta.kind === 'embedding') return delta.vector.length;
  return delta.kind === 'end' ? 0 : delta.text.length;
}

/** Two pieces of the same thing become one; null when they are not. */
function join(a: Delta, b: Delta): Delta | null {
  if (choiceOf(a) !== choiceOf(b)) return null;
  if (a.kind === 'tool' && b.kind === 'tool') {
    const isMore = a.index === b.index && b.id === undefined && b.name === undefined;
    return isMore ? { ...a, arguments: (a.arguments ?? '') + (b.arguments ?? '') } : null;
  }
  const isSame = a.kind === b.kind && 'text' in a && 'text' in b;
  return isSame ? { ...a, text: a.text + b.text } : null;
}

const choiceOf = (delta: Delta): number => ('choice' in delta ? (delta.choice ?? 0) : 0);
