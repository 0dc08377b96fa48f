const FIRST_MS = 500;
const LONGEST_MS = 30_000;
/** After the market closed a link politely it comes back soon: a restart. */
const RESTART_WINDOW_MS = 60_000;
const RESTART_LONGEST_MS = 2_000;

/**
 * How long to wait before the next try: doubles from 0.5 s to 30 s, and is drawn at random below that, so that the nodes
 * of a market that restarts don't all come in the same second.
 */
export class Backoff {
  #tries = 0;
  #restartUntilMs = 0;

  constructor(
    private readonly nowMs: () => number,
    private readonly random: () => number = Math.random,
  ) {}

  /** A link stood and ended; `isPolite` when the market said goodbye. */
  ended(isPolite: boolean): void {
    this.#tries = 0;
    if (isPolite) this.#restartUntilMs = this.nowMs() + RESTART_WINDOW_MS;
  }

  nextMs(): number {
    const longest = this.nowMs() < this.#restartUntilMs ? RESTART_LONGEST_MS : LONGEST_MS;
    const ceiling = Math.min(longest, FIRST_MS * 2 ** Math.min(this.#tries++, 10));
    return Math.round(ceiling / 2 + (this.random() * ceiling) / 2);
  }
}
