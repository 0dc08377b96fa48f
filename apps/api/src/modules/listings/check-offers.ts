import { fail, ok, type Result, type TokenPrice, usdText } from '@spindle/shared';
import type { OfferInput } from './shapes.ts';

/** What a price for 1M tokens may be, both included: by the policy that is in force. */
export interface PriceLimits {
  minMicroUsd: bigint;
  maxMicroUsd: bigint;
}

/** A batch never costs nothing: whoever runs it pays for the power. */
export const MAX_BATCH_DISCOUNT_PERCENT = 90;

type OfferCode =
  | 'offer_required'
  | 'offer_twice'
  | 'model_unknown'
  | 'price_out_of_range'
  | 'cached_price_high'
  | 'batch_discount_range';

/** Whether these offers may stand on a listing: known models, each once, at prices within the limits. */
export function checkOffers(
  offers: readonly OfferInput[],
  isModel: (id: string) => boolean,
  limits: PriceLimits,
): Result<null, OfferCode> {
  if (offers.length === 0) return fail('offer_required');
  const seen = new Set<string>();
  for (const offer of offers) {
    if (seen.has(offer.modelId)) return fail('offer_twice', { model: offer.modelId });
    seen.add(offer.modelId);
    if (!isModel(offer.modelId)) return fail('model_unknown', { model: offer.modelId });
    if (!isWithinLimits(offer, limits)) return fail('price_out_of_range', limitsText(limits));
    if (offer.cachedInputMicroUsdPerMTok > offer.inputMicroUsdPerMTok) {
      return fail('cached_price_high', { model: offer.modelId });
    }
    if (!isDiscount(offer.batchDiscountPercent ?? 0)) {
      return fail('batch_discount_range', { max: MAX_BATCH_DISCOUNT_PERCENT });
    }
  }
  return ok(null);
}

function isWithinLimits(price: TokenPrice, { minMicroUsd, maxMicroUsd }: PriceLimits): boolean {
  const amounts = [price.inputMicroUsdPerMTok, price.cachedInputMicroUsdPerMTok, price.outputMicroUsdPerMTok];
  return amounts.every((amount) => amount >= minMicroUsd && amount <= maxMicroUsd);
}

const isDiscount = (percent: number): boolean =>
  Number.isInteger(percent) && percent >= 0 && percent <= MAX_BATCH_DISCOUNT_PERCENT;

const limitsText = ({ minMicroUsd, maxMicroUsd }: PriceLimits) => ({
  min: usdText(minMicroUsd),
  max: usdText(maxMicroUsd),
});
