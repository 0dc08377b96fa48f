/** How long an answer goes on for which nobody waits: a program that timed out comes back with the same key. */
const ALONE_MS = 10_000;

/** Those who wait for one answer. When the last has left and none comes back in time, it is stopped. */
export class Audience {
  #size = 0;
  #isOver = false;
  #alone: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly stop: AbortController) {}

  /** @returns to be called when this one leaves; further calls do nothing. */
  join(signal: AbortSignal): () => void {
    let isHere = true;
    this.#size += 1;
    clearTimeout(this.#alone);
    const leave = () => {
      if (isHere) this.#left();
      isHere = false;
    };
    signal.addEventListener('abort', leave, { once: true });
    return leave;
  }

  /** The answer is there, or has failed. */
  end(): void {
    this.#isOver = true;
    clearTimeout(this.#alone);
  }

  #left(): void {
    this.#size -= 1;
    if (this.#size === 0 && !this.#isOver) this.#alone = setTimeout(() => this.stop.abort(), ALONE_MS);
  }
}

/** A value, unless the signal comes first; then its reason is thrown. */
export function unlessAborted<Value>(value: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    value.then(resolve, reject);
  });
}
