const SMOOTHING = 0.1;

/** How long a request of each model holds its slot: exponentially smoothed over the requests that ended. */
export class ServiceTimes {
  readonly #smoothedMs = new Map<string, number>();

  /** Null until one has ended. */
  of(modelId: string): number | null {
    return this.#smoothedMs.get(modelId) ?? null;
  }

  add(modelId: string, tookMs: number): void {
    const before = this.#smoothedMs.get(modelId);
    this.#smoothedMs.set(modelId, before === undefined ? tookMs : before + SMOOTHING * (tookMs - before));
  }
}
