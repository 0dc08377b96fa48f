import { type MicroUsd, parseUsd } from '@spindle/shared';
import type { EarnCatalog, OfferInput } from '../../lib/api/index.ts';

/** An offer as it is typed: prices in dollars per 1M tokens. */
export interface OfferDraft {
  key: string;
  modelId: string;
  input: string;
  /** Empty: half of the input price. */
  cached: string;
  output: string;
  /** What batches pay less, in percent. */
  batchDiscount: string;
}

export const newOfferDraft = (modelId: string): OfferDraft => ({
  key: crypto.randomUUID(),
  modelId,
  input: '',
  cached: '',
  output: '',
  batchDiscount: '50',
});

const MOST_DISCOUNT_PERCENT = 90;

/** A whole number of percent, or null. */
export function discountOf(text: string): number | null {
  const percent = /^\d{1,2}$/.test(text.trim()) ? Number(text) : null;
  return percent !== null && percent <= MOST_DISCOUNT_PERCENT ? percent : null;
}

/** What cached input costs when the provider says nothing of it. */
export function cachedPrice(draft: OfferDraft): MicroUsd | bigint | null {
  if (draft.cached.trim() !== '') return parseUsd(draft.cached);
  const input = parseUsd(draft.input);
  return input === null ? null : input / 2n;
}

/** The offer that a draft makes; null while something in it is missing or outside the limits. */
export function offerOfDraft(draft: OfferDraft, limits: EarnCatalog['priceLimits']): OfferInput | null {
  const input = parseUsd(draft.input);
  const output = parseUsd(draft.output);
  const cached = cachedPrice(draft);
  const batchDiscountPercent = discountOf(draft.batchDiscount);
  if (input === null || output === null || cached === null || batchDiscountPercent === null) return null;
  if (!isWithin(input, limits) || !isWithin(output, limits) || isPriceWrong(draft.cached, limits)) return null;
  return {
    modelId: draft.modelId,
    inputMicroUsdPerMTok: input,
    cachedInputMicroUsdPerMTok: atLeast(cached, limits.minMicroUsd),
    outputMicroUsdPerMTok: output,
    batchDiscountPercent,
  };
}

/** True when a price is typed and cannot be taken. */
export function isPriceWrong(text: string, limits: EarnCatalog['priceLimits']): boolean {
  if (text.trim() === '') return false;
  const price = parseUsd(text);
  return price === null || !isWithin(price, limits);
}

const isWithin = (price: bigint, { minMicroUsd, maxMicroUsd }: EarnCatalog['priceLimits']): boolean =>
  price >= minMicroUsd && price <= maxMicroUsd;

const atLeast = (price: bigint, least: bigint): bigint => (price > least ? price : least);
