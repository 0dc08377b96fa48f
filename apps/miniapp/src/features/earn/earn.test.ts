import { describe, expect, it } from 'vitest';
import { firstListingDraft, listingOfDraft, pieces } from './listing-draft.ts';
import { isPriceWrong, newOfferDraft, offerOfDraft } from './offer-draft.ts';

const limits = { minMicroUsd: 1_000n, maxMicroUsd: 100_000_000n };
const catalog = {
  hardware: [{ id: 'h100', name: 'H100', maker: 'NVIDIA', memoryGb: 80, kind: 'gpu' as const }],
  models: [{ modelId: 'm', name: 'M', isTestEngine: false }],
  priceLimits: limits,
};
const offer = { ...newOfferDraft('m'), input: '0.05', output: '0.2' };

describe('an offer', () => {
  it('takes prices in dollars, and half of input for cached input', () => {
    expect(offerOfDraft(offer, limits)).toEqual({
      modelId: 'm',
      inputMicroUsdPerMTok: 50_000n,
      cachedInputMicroUsdPerMTok: 25_000n,
      outputMicroUsdPerMTok: 200_000n,
      batchDiscountPercent: 50,
    });
    expect(offerOfDraft({ ...offer, cached: '0,01' }, limits)?.cachedInputMicroUsdPerMTok).toBe(10_000n);
  });

  it.each([
    ['no price', { output: '' }],
    ['words', { input: 'cheap' }],
    ['too little', { input: '0.0001' }],
    ['too much', { output: '1000' }],
    ['a negative price', { input: '-1' }],
    ['a batch for nothing', { batchDiscount: '91' }],
    ['no discount at all', { batchDiscount: '' }],
  ])('is none with %s', (_, change) => expect(offerOfDraft({ ...offer, ...change }, limits)).toBeNull());

  it('does not call an empty field wrong before anyone has typed', () => {
    expect(isPriceWrong('', limits)).toBe(false);
    expect(isPriceWrong('x', limits)).toBe(true);
  });
});

describe('a listing', () => {
  const draft = { ...firstListingDraft(catalog), title: ' Rig ', region: 'Serbia', offers: [offer] };

  it('is made when everything is there', () => {
    expect(listingOfDraft(draft, catalog)).toMatchObject({
      idempotencyKey: draft.key,
      title: 'Rig',
      hardwareId: 'h100',
      gpuCount: 1,
      region: 'Serbia',
      dataPolicy: 'undeclared',
    });
  });

  it('is named by its form: the same while somebody types, another for another form', () => {
    expect(listingOfDraft({ ...draft, title: 'Other' }, catalog)?.idempotencyKey).toBe(draft.key);
    expect(firstListingDraft(catalog).key).not.toBe(draft.key);
  });

  it.each([
    ['a name', { title: 'ab' }],
    ['a region', { region: '' }],
    ['an offer', { offers: [] }],
    ['a whole offer', { offers: [offer, newOfferDraft('n')] }],
    ['a number of pieces', { gpuCount: '0' }],
  ])('is none without %s', (_, change) => expect(listingOfDraft({ ...draft, ...change }, catalog)).toBeNull());

  it.each([
    ['1', 1],
    ['64', 64],
    ['65', null],
    ['1.5', null],
    ['', null],
  ])('counts %s pieces as %s', (text, count) => expect(pieces(text)).toBe(count));
});
