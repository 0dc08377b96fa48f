/** About as much as the last fifty requests say: answers differ widely, and a jumpy estimate refuses the wrong ones. */
const SMOOTHING = 0.02;

/** How long a request of each model holds its slot: the average at first, then exponentially smoothed. */
export class ServiceTimes {
  readonly #byModel = new Map<string, { smoothedMs: number; count: number }>();

  /** Null until one has ended. */
  of(modelId: string): number | null {
    return this.#byModel.get(modelId)?.smoothedMs ?? null;
  }

  add(modelId: string, tookMs: number): void {
    const { smoothedMs, count } = this.#byModel.get(modelId) ?? { smoothedMs: 0, count: 0 };
    const share = Math.max(SMOOTHING, 1 / (count + 1));
    this.#byModel.set(modelId, { smoothedMs: smoothedMs + share * (tookMs - smoothedMs), count: count + 1 });
  }
}
