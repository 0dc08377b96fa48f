/** A balance that pays for fewer usual answers counts as low, unless its owner said what is. */
const USUAL_ANSWERS = 10n;

export interface KnownBalance {
  spendableNano: bigint;
  /** What the last week's answers cost on average; null for too few of them. */
  usualCostNano: bigint | null;
  /** What the owner chose; null for nothing. */
  chosenNano: bigint | null;
}

/** @returns what the balance is below, or null while it is not low. */
export function isLow({ spendableNano, usualCostNano, chosenNano }: KnownBalance): { thresholdNano: bigint } | null {
  const thresholdNano = chosenNano ?? (usualCostNano ?? 0n) * USUAL_ANSWERS;
  return spendableNano < thresholdNano ? { thresholdNano } : null;
}
