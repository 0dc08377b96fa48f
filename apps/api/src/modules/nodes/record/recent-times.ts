const KEPT = 64;
/** Fewer say nothing of the slowest. */
const LEAST = 8;

/** The last few times of something, and the one that only the slowest twentieth exceeds. */
export class RecentTimes {
  readonly #times: number[] = [];
  #at = 0;
  /** Worked out when asked for, until another time comes. */
  #p95: number | null = null;

  add(ms: number): void {
    this.#times[this.#at] = ms;
    this.#at = (this.#at + 1) % KEPT;
    this.#p95 = null;
  }

  /** Null until at least eight are known. */
  get p95Ms(): number | null {
    if (this.#times.length < LEAST) return null;
    this.#p95 ??= this.#times.toSorted((a, b) => a - b)[Math.ceil(this.#times.length * 0.95) - 1] ?? null;
    return this.#p95;
  }
}
