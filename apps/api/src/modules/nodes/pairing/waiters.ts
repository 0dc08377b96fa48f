/** Machines that wait at this broker for an answer: woken when one comes here, else when their time is over. */
export class Waiters {
  readonly #waiting = new Map<string, Set<() => void>>();
  #isClosed = false;

  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** Resolves when `wake` is called for it, after `ms`, or when the broker stops. */
  wait(codeHash: string, ms: number): Promise<void> {
    if (this.#isClosed) return Promise.resolve();
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        const all = this.#waiting.get(codeHash);
        all?.delete(done);
        if (all?.size === 0) this.#waiting.delete(codeHash);
        resolve();
      };
      const timer = setTimeout(done, ms);
      const all = this.#waiting.get(codeHash) ?? new Set();
      all.add(done);
      this.#waiting.set(codeHash, all);
    });
  }

  wake(codeHash: string): void {
    for (const done of this.#waiting.get(codeHash) ?? []) done();
  }

  close(): void {
    this.#isClosed = true;
    for (const all of this.#waiting.values()) for (const done of all) done();
  }
}
