import { expect, it } from 'vitest';
import type { EarnCatalog } from '../../../lib/api/index.ts';
import { listingOfDraft } from '../listing-draft.ts';
import { draftOfPairing } from './pairing-draft.ts';

const suggestion = {
  ...{ title: '2 × RTX 4090', hardwareId: 'rtx-4090', gpuCount: 2 },
  offers: [
    {
      ...{ modelId: 'openai/gpt-oss-20b', from: 'market' as const, inputMicroUsdPerMTok: 27_000n },
      ...{ cachedInputMicroUsdPerMTok: 13_500n, outputMicroUsdPerMTok: 108_000n },
    },
  ],
};
const catalog: EarnCatalog = {
  ...{ hardware: [], models: [] },
  priceLimits: { minMicroUsd: 1_000n, maxMicroUsd: 1_000_000_000n },
};

it('makes the listing that was suggested, once its place is said', () => {
  const draft = draftOfPairing({ suggestion }, 'ru');
  expect(draft.offers).toMatchObject([{ input: '0,027', cached: '0,0135', output: '0,108' }]);
  expect(listingOfDraft(draft, catalog)).toBeNull();
  expect(listingOfDraft({ ...draft, region: 'Riga' }, catalog)).toMatchObject({
    idempotencyKey: draft.key,
    ...{ title: '2 × RTX 4090', hardwareId: 'rtx-4090', gpuCount: 2, region: 'Riga' },
    offers: [{ modelId: 'openai/gpt-oss-20b', inputMicroUsdPerMTok: 27_000n, outputMicroUsdPerMTok: 108_000n }],
  });
});
