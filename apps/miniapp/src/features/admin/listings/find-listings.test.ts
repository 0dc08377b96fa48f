import { describe, expect, it } from 'vitest';
import { findListings } from './find-listings.ts';

const offer = (modelName: string, modelId: string) => ({
  offerId: modelId,
  modelId,
  modelName,
  isTestEngine: false,
  inputMicroUsdPerMTok: 1n,
  cachedInputMicroUsdPerMTok: 1n,
  outputMicroUsdPerMTok: 1n,
  batchDiscountPercent: 50,
});
const listing = (listingId: string, title: string, region: string, gpu: string, model: string) => ({
  listingId,
  title,
  region,
  hardware: { id: gpu, name: gpu, memoryGb: 24 },
  offers: [offer(model, `maker/${model}`)],
});
const listings = [
  listing('01a2-one', 'Basement box', 'Germany', 'RTX 4090', 'Qwen3'),
  listing('01b3-two', 'Studio', 'Netherlands', 'H100', 'Gemma 4'),
];
const found = (search: string) => findListings(listings, search).map(({ title }) => title);

describe('the search of listings', () => {
  it.each([
    ['', ['Basement box', 'Studio']],
    ['  ', ['Basement box', 'Studio']],
    ['germany 4090', ['Basement box']],
    ['GEMMA', ['Studio']],
    ['01b3', ['Studio']],
    ['germany h100', []],
  ])('«%s»', (search, titles) => {
    expect(found(search)).toEqual(titles);
  });
});
