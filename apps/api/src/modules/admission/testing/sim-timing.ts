import type { Timing } from '../timing.ts';

/** Time that stands still until it is turned. */
export class SimTiming implements Timing {
  #nowMs = 0;
  #timers: { atMs: number; run: () => void }[] = [];

  nowMs(): number {
    return this.#nowMs;
  }

  after(delayMs: number, run: () => void): () => void {
    const timer = { atMs: this.#nowMs + delayMs, run };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((it) => it !== timer);
    };
  }

  /** Turns time on, timer by timer, and lets promises run after each. */
  async pass(ms: number): Promise<void> {
    const untilMs = this.#nowMs + ms;
    for (let due = this.#next(untilMs); due; due = this.#next(untilMs)) {
      this.#timers = this.#timers.filter((it) => it !== due);
      this.#nowMs = due.atMs;
      due.run();
      await settled();
    }
    this.#nowMs = untilMs;
    await settled();
  }

  #next(untilMs: number) {
    return this.#timers.filter(({ atMs }) => atMs <= untilMs).sort((a, b) => a.atMs - b.atMs)[0];
  }
}

/** All promises that could go on have gone on. */
export const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
