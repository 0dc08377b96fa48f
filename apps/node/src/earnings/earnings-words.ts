import { COIN, coinsText } from '@spindle/shared';
import type { EarningsView } from './earnings-book.ts';

const coins = (amountNano: bigint): string => `${coinsText(amountNano)} ${COIN.symbol}`;

/** One line for the owner: what is owed, what of it is promised and funded, and how far the limit is. */
export function earningsWords(view: EarningsView): string {
  const { exposureNano, limitNano, promisedNano, fundedNano, source } = view;
  const limit = limitNano === null ? 'no limit' : `limit ${coins(limitNano)}`;
  const says = source === 'chain' ? 'read on the chain' : 'as the market says';
  return `promised ${coins(promisedNano)}, funded ${coins(fundedNano)} (${says}); not covered ${coins(exposureNano)}, ${limit}`;
}
