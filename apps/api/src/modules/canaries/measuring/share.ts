/** The most of a machine that the market takes for its own questions. */
export const SHARE = 0.01;
const HOUR_SECONDS = 3_600;

/**
 * Tokens, in and out, that the market may still take of a machine in this hour: a hundredth of what it was measured to
 * deliver in one, not of what it claims, less what the last sixty minutes have cost it.
 * @param capacityTokensPerSecond of all its slots together, as measured; null for a machine that was never measured:
 * of it nothing is known, and nothing may be taken but the first measurement.
 */
export function tokensLeft(capacityTokensPerSecond: number | null, takenTokens: number): number {
  if (capacityTokensPerSecond === null) return 0;
  return Math.max(0, Math.floor(capacityTokensPerSecond * HOUR_SECONDS * SHARE) - takenTokens);
}
