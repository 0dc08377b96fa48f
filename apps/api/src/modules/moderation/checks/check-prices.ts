import { usdText } from '@spindle/shared';
import { type CheckResult, result } from './check-result.ts';
import type { ListingFacts, OfferFacts } from './listing-facts.ts';

/** So many times above or below what others ask, a price is a mistake or a lure. */
const ODD_TIMES = 5n;

/** Whether each model is offered near what others ask for it now. The limits of the market were kept when it was written. */
export function checkPrices({ offers }: ListingFacts): CheckResult {
  const compared = offers.filter((offer): offer is Compared => offer.medianMicroUsd !== null);
  if (compared.length === 0) return result('price', 'unknown');
  const odd = compared.find(isOdd);
  const shown = odd ?? compared[0];
  if (!shown) return result('price', 'unknown');
  return result('price', odd ? 'warn' : 'pass', {
    claimed: `${shown.modelId}: $${usdText(shown.outputMicroUsd)}`,
    measured: `$${usdText(shown.medianMicroUsd)}`,
  });
}

type Compared = OfferFacts & { medianMicroUsd: bigint };

const isOdd = ({ outputMicroUsd, medianMicroUsd }: Compared): boolean =>
  outputMicroUsd > medianMicroUsd * ODD_TIMES || outputMicroUsd * ODD_TIMES < medianMicroUsd;
