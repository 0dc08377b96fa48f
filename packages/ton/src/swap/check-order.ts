import { fail, ok, type Result } from '@spindle/shared';
import type { SwapOrder } from './swap-provider.ts';

/** A price is stale after this long. */
const LONGEST_SECONDS = 15 * 60;

/** An order without a least amount or a deadline gives whoever moves the price all of the coins. */
export function checkOrder({ offerNano, minAskUnits, deadlineSeconds }: SwapOrder, nowSeconds: number): Result<null> {
  if (offerNano <= 0n) return fail('swap_terms', { field: 'offer' });
  if (minAskUnits <= 0n) return fail('swap_terms', { field: 'minimum' });
  const isInTime =
    Number.isInteger(deadlineSeconds) &&
    deadlineSeconds > nowSeconds &&
    deadlineSeconds <= nowSeconds + LONGEST_SECONDS;
  return isInTime ? ok(null) : fail('swap_terms', { field: 'deadline' });
}
