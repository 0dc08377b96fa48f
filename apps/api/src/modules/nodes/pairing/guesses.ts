const WINDOW_MS = 15 * 60_000;
const MOST_GUESSES = 10;
/** People who guessed lately; then the oldest is forgotten. */
const MOST_PEOPLE = 10_000;

/** Wrong codes of each person: after ten in a quarter of an hour they have to wait. Codes have 40 bits. */
export class Guesses {
  readonly #wrong = new Map<string, { count: number; untilMs: number }>();

  constructor(private readonly nowMs: () => number) {}

  mayGuess(who: string): boolean {
    return (this.#current(who)?.count ?? 0) < MOST_GUESSES;
  }

  wasWrong(who: string): void {
    const { count, untilMs } = this.#current(who) ?? { count: 0, untilMs: this.nowMs() + WINDOW_MS };
    this.#wrong.delete(who);
    this.#wrong.set(who, { count: count + 1, untilMs });
    const [oldest] = this.#wrong.keys();
    if (this.#wrong.size > MOST_PEOPLE && oldest !== undefined) this.#wrong.delete(oldest);
  }

  #current(who: string) {
    const known = this.#wrong.get(who);
    return known && this.nowMs() < known.untilMs ? known : undefined;
  }
}
