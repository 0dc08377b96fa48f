import type { EarningsOverview } from '../../../lib/api/index.ts';

/** Where all that was ever earned is now. Sums to what was earned. */
export interface MoneyParts {
  paidNano: bigint;
  /** Promised and funded: theirs whatever becomes of the market. */
  claimableNano: bigint;
  /** Promised, and its coins are not on the account yet. */
  promisedNano: bigint;
  /** In the market's books alone. */
  bookedNano: bigint;
}

export function partsOf(
  money: Pick<EarningsOverview, 'earnedNano' | 'promisedNano' | 'claimableNano' | 'paidNano'>,
): MoneyParts {
  const { earnedNano, promisedNano, claimableNano, paidNano } = money;
  return {
    paidNano,
    claimableNano,
    promisedNano: atLeastZero(promisedNano - paidNano - claimableNano),
    bookedNano: atLeastZero(earnedNano - promisedNano),
  };
}

/** What the provider would lose if the market were gone now. */
export const exposureNano = ({ promisedNano, bookedNano }: MoneyParts): bigint => promisedNano + bookedNano;

const atLeastZero = (amountNano: bigint): bigint => (amountNano > 0n ? amountNano : 0n);
