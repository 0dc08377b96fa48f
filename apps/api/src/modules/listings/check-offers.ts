import { fail, ok, type Result, type TokenPrice, usdText } from '@spindle/shared';
import type { OfferInput } from './shapes.ts';

/**
 * From a tenth of a cent to a thousand dollars per 1M tokens: the cheapest small model that anyone sells costs ten times
 * the lower limit, the dearest frontier model a fifth of the upper one. What lies outside is a slip of the finger.
 */
export const PRICE_LIMITS = { minMicroUsd: 1_000n, maxMicroUsd: 1_000_000_000n } as const;

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
export function checkOffers(offers: readonly OfferInput[], isModel: (id: string) => boolean): Result<null, OfferCode> {
  if (offers.length === 0) return fail('offer_required');
  const seen = new Set<string>();
  for (const offer of offers) {
    if (seen.has(offer.modelId)) return fail('offer_twice', { model: offer.modelId });
    seen.add(offer.modelId);
    if (!isModel(offer.modelId)) return fail('model_unknown', { model: offer.modelId });
    if (!isWithinLimits(offer)) return fail('price_out_of_range', limitsText());
    if (offer.cachedInputMicroUsdPerMTok > offer.inputMicroUsdPerMTok) {
      return fail('cached_price_high', { model: offer.modelId });
    }
    if (!isDiscount(offer.batchDiscountPercent ?? 0)) {
      return fail('batch_discount_range', { max: MAX_BATCH_DISCOUNT_PERCENT });
    }
  }
  return ok(null);
}

function isWithinLimits(price: TokenPrice): boolean {
  const amounts = [price.inputMicroUsdPerMTok, price.cachedInputMicroUsdPerMTok, price.outputMicroUsdPerMTok];
  return amounts.every((amount) => amount >= PRICE_LIMITS.minMicroUsd && amount <= PRICE_LIMITS.maxMicroUsd);
}

const isDiscount = (percent: number): boolean =>
  Number.isInteger(percent) && percent >= 0 && percent <= MAX_BATCH_DISCOUNT_PERCENT;

const limitsText = () => ({ min: usdText(PRICE_LIMITS.minMicroUsd), max: usdText(PRICE_LIMITS.maxMicroUsd) });
