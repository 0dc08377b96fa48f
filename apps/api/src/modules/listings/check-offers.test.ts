import { describe, expect, it } from 'vitest';
import { checkOffers } from './check-offers.ts';
import type { OfferInput } from './shapes.ts';

const offer = (parts: Partial<OfferInput> = {}): OfferInput => ({
  modelId: 'a/known',
  inputMicroUsdPerMTok: 50_000n,
  cachedInputMicroUsdPerMTok: 10_000n,
  outputMicroUsdPerMTok: 200_000n,
  ...parts,
});
const LIMITS = { minMicroUsd: 1_000n, maxMicroUsd: 1_000_000_000n };
const check = (...offers: OfferInput[]) => {
  const result = checkOffers(offers, (id) => id.startsWith('a/'), LIMITS);
  return result.ok ? 'ok' : result.fault;
};

describe('offers of a listing', () => {
  it.each([
    ['an ordinary one', [offer()]],
    ['two models', [offer(), offer({ modelId: 'a/other' })]],
    ['the lowest price', [offer({ inputMicroUsdPerMTok: 1_000n, cachedInputMicroUsdPerMTok: 1_000n })]],
    ['the highest price', [offer({ outputMicroUsdPerMTok: 1_000_000_000n })]],
    ['as dear for batches', [offer({ batchDiscountPercent: 0 })]],
    ['much cheaper for batches', [offer({ batchDiscountPercent: 90 })]],
    ['cached input as dear as fresh', [offer({ cachedInputMicroUsdPerMTok: 50_000n })]],
  ])('may be %s', (_, offers) => {
    expect(check(...offers)).toBe('ok');
  });

  it.each([
    ['none', [], { code: 'offer_required' }],
    ['a model twice', [offer(), offer()], { code: 'offer_twice', facts: { model: 'a/known' } }],
    ['an unknown model', [offer({ modelId: 'b/x' })], { code: 'model_unknown', facts: { model: 'b/x' } }],
    ['a price below the limit', [offer({ cachedInputMicroUsdPerMTok: 999n })], { code: 'price_out_of_range' }],
    ['a price above the limit', [offer({ outputMicroUsdPerMTok: 1_000_000_001n })], { code: 'price_out_of_range' }],
    ['a gift', [offer({ outputMicroUsdPerMTok: 0n })], { code: 'price_out_of_range' }],
    [
      'a batch for nothing',
      [offer({ batchDiscountPercent: 91 })],
      { code: 'batch_discount_range', facts: { max: 90 } },
    ],
    ['a dearer batch', [offer({ batchDiscountPercent: -1 })], { code: 'batch_discount_range' }],
    ['half a percent', [offer({ batchDiscountPercent: 0.5 })], { code: 'batch_discount_range' }],
    ['dear cached input', [offer({ cachedInputMicroUsdPerMTok: 50_001n })], { code: 'cached_price_high' }],
  ])('may not be %s', (_, offers, fault) => {
    expect(check(...offers)).toMatchObject(fault);
  });

  it('names the limits in dollars', () => {
    expect(check(offer({ outputMicroUsdPerMTok: 0n }))).toMatchObject({ facts: { min: '0.001', max: '1000' } });
  });
});
