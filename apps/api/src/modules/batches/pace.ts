const FIRST_LIMIT = 4;

export interface PaceOptions {
  /** The most lines at once. */
  max: number;
  /** The first pause after a refusal; each further one doubles it, up to `longestPauseMs`. */
  pauseMs: number;
  longestPauseMs: number;
}

/**
 * How many lines of a batch run at once. Grows while machines take them, and halves with a growing pause when none is
 * idle: so a batch takes what lies idle and leaves at once when buyers come.
 */
export class Pace {
  #limit: number;
  #pauseMs: number;
  #pausedUntilMs = 0;

  constructor(private readonly options: PaceOptions) {
    this.#limit = Math.min(FIRST_LIMIT, options.max);
    this.#pauseMs = options.pauseMs;
  }

  get limit(): number {
    return Math.floor(this.#limit);
  }

  /** How long to wait before the next line, by a clock that never goes back. */
  pauseAt(nowMs: number): number {
    return Math.max(0, this.#pausedUntilMs - nowMs);
  }

  taken(): void {
    this.#limit = Math.min(this.options.max, this.#limit + 1 / this.#limit);
    this.#pauseMs = this.options.pauseMs;
  }

  /** Refusals of lines that were under way together count once. */
  refused(nowMs: number): void {
    if (this.pauseAt(nowMs) > 0) return;
    this.#limit = Math.max(1, this.#limit / 2);
    this.#pausedUntilMs = nowMs + this.#pauseMs;
    this.#pauseMs = Math.min(this.options.longestPauseMs, 2 * this.#pauseMs);
  }
}
