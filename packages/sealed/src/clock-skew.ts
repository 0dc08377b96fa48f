/** A node may have been started by a clock a little ahead of ours. */
export const CLOCK_SKEW_MS = 5 * 60_000;
