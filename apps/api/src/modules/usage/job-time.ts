/** Broker clocks may differ by this much. */
const TOLERANCE_MS = 60_000;
const UUID_V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7/;

/**
 * The earliest moment at which a job's row can have been written, by the time inside its UUIDv7 (RFC 9562 §5.7): a
 * request ends after it was quoted. So a look-up by id need not open the partitions of the months before.
 * @returns Unix milliseconds; 0 for an id that holds no time.
 */
export function writtenAfterMs(jobId: string): number {
  if (!UUID_V7.test(jobId)) return 0;
  const quotedAtMs = Number.parseInt(jobId.slice(0, 8) + jobId.slice(9, 13), 16);
  return Math.max(0, quotedAtMs - TOLERANCE_MS);
}
