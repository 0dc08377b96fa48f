/** Time that passes, handed in so that tests can turn it. */
export interface Timing {
  /** A clock that never goes back, in milliseconds. */
  nowMs(): number;
  /** Runs once, after `delayMs`. @returns what calls it off. */
  after(delayMs: number, run: () => void): () => void;
}

export const systemTiming: Timing = {
  nowMs: () => performance.now(),
  after: (delayMs, run) => {
    const timer = setTimeout(run, delayMs).unref();
    return () => clearTimeout(timer);
  },
};
