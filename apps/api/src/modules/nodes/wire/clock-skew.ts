/** Buyers' devices, and manifests, bear as much (`CLOCK_SKEW_MS` of packages/sealed). */
export const MOST_SKEW_MS = 5 * 60_000;

/**
 * How far a machine's clock is off ours at least, by the `date` of its answer (RFC 9110 §6.6.1), which tells whole
 * seconds, somewhere between two times of ours. @returns milliseconds, positive when it is ahead; null where no date is.
 */
export function skewMs(date: string | undefined, sentAtMs: number, receivedAtMs: number): number | null {
  const toldMs = Date.parse(date ?? '');
  if (Number.isNaN(toldMs)) return null;
  if (toldMs > receivedAtMs) return toldMs - receivedAtMs;
  return Math.min(0, toldMs + 1_000 - sentAtMs);
}
