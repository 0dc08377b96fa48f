import { describe, expect, it } from 'vitest';
import type { CloudPrice } from '../../lib/api/index.ts';
import { rivalOf } from './cloud-rival.ts';

const price = (vendor: string, dollars: bigint, parts: Partial<CloudPrice> = {}): CloudPrice => ({
  ...{ priceId: vendor, modelId: 'm', vendor, vendorModel: 'M', region: 'eu', match: 'same', sourceUrl: '' },
  ...{
    inputMicroUsdPerMTok: dollars,
    cachedInputMicroUsdPerMTok: null,
    outputMicroUsdPerMTok: dollars,
    checkedAtMs: 1,
    isOld: false,
  },
  ...parts,
});
const offer = { inputMicroUsdPerMTok: 1n, outputMicroUsdPerMTok: 1n };

describe('the cloud that an offer is shown beside', () => {
  it('is the cheapest one', () => {
    expect(rivalOf([price('dear', 4n), price('cheap', 2n)], 'm', offer)).toMatchObject({
      vendor: 'cheap',
      percent: 50,
    });
  });

  it('is named when it is the cheaper of the two', () => {
    expect(rivalOf([price('cheap', 1n)], 'm', { ...offer, outputMicroUsdPerMTok: 5n })?.percent).toBe(200);
  });

  it.each([
    ['another model', [price('cheap', 2n, { modelId: 'n' })]],
    ['only comparable ones', [price('cheap', 2n, { match: 'comparable' })]],
    ['none', []],
  ])('is nobody beside %s', (_, prices) => expect(rivalOf(prices, 'm', offer)).toBeNull());
});
