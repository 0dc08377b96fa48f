import { type Fault, fail } from '@spindle/shared';

/** A machine at full work tells a change of its slots fifty times a second; more for long is a flood. */
const EVENTS_PER_SECOND = 100;
const MOST_EVENTS = 1_000;
const BYTES_PER_SECOND = 128 * 1024;
const MOST_BYTES = 2 * 1024 * 1024;
/** Lines that have no agreed shape, over a link's whole life. */
const MOST_NONSENSE = 5;

/** Allowances that fill up again by themselves, for one node's events. */
export class EventGuard {
  #events = MOST_EVENTS;
  #bytes = MOST_BYTES;
  #nonsense = 0;
  #filledAtMs: number;

  constructor(private readonly nowMs: () => number = () => performance.now()) {
    this.#filledAtMs = nowMs();
  }

  /** @returns a fault once a node has told more than any does at work. */
  take(characters: number): Fault | null {
    const now = this.nowMs();
    const seconds = Math.max(0, now - this.#filledAtMs) / 1000;
    this.#filledAtMs = now;
    this.#events = Math.min(MOST_EVENTS, this.#events + seconds * EVENTS_PER_SECOND) - 1;
    this.#bytes = Math.min(MOST_BYTES, this.#bytes + seconds * BYTES_PER_SECOND) - characters;
    return this.#events < 0 || this.#bytes < 0 ? fail('node_floods', { limit: MOST_EVENTS }).fault : null;
  }

  /** A line had no agreed shape. @returns a fault once that is no accident. */
  nonsense(): Fault | null {
    this.#nonsense++;
    return this.#nonsense >= MOST_NONSENSE ? fail('node_nonsense').fault : null;
  }
}
