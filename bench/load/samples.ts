import type { Spread } from './orders.ts';

/** Gathers single values. */
export class Samples {
  #values: number[] = [];

  add(value: number): void {
    this.#values.push(value);
  }

  /** The spread of what was gathered, which is then forgotten. */
  take(): Spread {
    const sorted = Float64Array.from(this.#values).sort();
    this.#values = [];
    const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
    return { count: sorted.length, p50: at(0.5), p99: at(0.99) };
  }
}
