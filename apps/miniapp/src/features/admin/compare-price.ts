export type PriceComparison =
  /** Nobody else sells the model. */
  | { kind: 'only' }
  | { kind: 'same' }
  | {
      kind: 'above' | 'below';
      percent: number;
      /** So far from the market that it may be a mistake, or a lure. */
      isOdd: boolean;
    };

const ODD_TIMES = 3n;

/** A price beside the lowest on the market, by what output costs: it is most of what a buyer pays. */
export function comparePrice(outputMicroUsd: bigint, lowestMicroUsd: bigint | null): PriceComparison {
  if (lowestMicroUsd === null || lowestMicroUsd === 0n) return { kind: 'only' };
  if (outputMicroUsd === lowestMicroUsd) return { kind: 'same' };
  const percent = Math.round((Number(outputMicroUsd) / Number(lowestMicroUsd) - 1) * 100);
  if (outputMicroUsd > lowestMicroUsd) {
    return { kind: 'above', percent, isOdd: outputMicroUsd >= lowestMicroUsd * ODD_TIMES };
  }
  return { kind: 'below', percent: -percent, isOdd: outputMicroUsd * ODD_TIMES <= lowestMicroUsd };
}
