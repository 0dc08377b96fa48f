import type { RefundParts } from './postings.ts';
import type { SettledJob } from './refund-job.repo.ts';

type Job = Omit<SettledJob, 'buyer' | 'provider' | 'channel'>;

/**
 * The market gives back its fee in proportion, the provider the rest as far as it can still be taken from them, and the market
 * what is lacking.
 */
export function splitRefund({ costNano, feeNano, freeNano, feesNano, closed }: Job, amountNano: bigint): RefundParts {
  const fairFeeNano = (amountNano * feeNano) / costNano;
  const [fromFees, fromProvider] = [least(fairFeeNano, feesNano), least(amountNano - fairFeeNano, freeNano)];
  const unclaimedNano = closed && closed.spentNano > closed.claimedNano ? closed.spentNano - closed.claimedNano : 0n;
  return {
    providerNano: fromProvider,
    feeNano: fromFees,
    promotionsNano: amountNano - fromProvider - fromFees,
    hadNano: least(amountNano, unclaimedNano),
  };
}

const least = (one: bigint, other: bigint): bigint => (one < other ? one : other);
