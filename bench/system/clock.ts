/** The machine's monotonic clock in microseconds: the same in every process (clock_gettime(2), CLOCK_MONOTONIC). */
export function monotonicUs(): number {
  const [seconds, nanos] = process.hrtime();
  return seconds * 1_000_000 + nanos / 1_000;
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
