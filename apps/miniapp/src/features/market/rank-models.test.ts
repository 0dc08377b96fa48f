import { describe, expect, it } from 'vitest';
import type { ModelCard } from '../../lib/api/index.ts';
import { type ModelFilter, rankModels } from './rank-models.ts';

const model = (modelId: string, change: Partial<ModelCard>): ModelCard => ({
  modelId,
  name: modelId,
  maker: 'Maker',
  parametersB: 7,
  activeB: null,
  contextLength: 8_192,
  license: 'MIT',
  abilities: ['chat'],
  isTestEngine: false,
  offers: 1,
  nodesOnline: 1,
  freeSlots: 1,
  from: { inputMicroUsdPerMTok: 1n, outputMicroUsdPerMTok: 100n },
  tiers: ['community'],
  bestTokensPerSecond: 10,
  bestFirstTokenMs: 500,
  ...change,
});

const models = [
  model('unsold', { offers: 0, from: null, tiers: [], freeSlots: 0, nodesOnline: 0 }),
  model('test', { isTestEngine: true, from: { inputMicroUsdPerMTok: 1n, outputMicroUsdPerMTok: 1n } }),
  model('dear', {
    from: { inputMicroUsdPerMTok: 1n, outputMicroUsdPerMTok: 900n },
    tiers: ['confidential'],
    bestTokensPerSecond: 90,
  }),
  model('cheap', { abilities: ['chat', 'vision'], bestTokensPerSecond: null, freeSlots: 8 }),
];
const ranked = (change: Partial<ModelFilter>) =>
  rankModels(models, { search: '', tier: 'any', isOnline: false, sort: 'price', ...change }).map(
    ({ modelId }) => modelId,
  );

describe('models on the market', () => {
  it.each([
    ['price', ['cheap', 'dear', 'test', 'unsold']],
    ['speed', ['dear', 'cheap', 'test', 'unsold']],
    ['slots', ['cheap', 'dear', 'test', 'unsold']],
  ] as const)('stand by %s, test engines and unsold ones last', (sort, order) => {
    expect(ranked({ sort })).toEqual(order);
  });

  it('of a stronger tier fit a weaker wish, not the other way', () => {
    expect(ranked({ tier: 'verified' })).toEqual(['dear']);
    expect(ranked({ tier: 'community' })).toEqual(['cheap', 'dear', 'test']);
  });

  it('are found by every word of name, maker and ability', () => {
    expect(ranked({ search: 'VISION mak' })).toEqual(['cheap']);
    expect(ranked({ search: 'vision dear' })).toEqual([]);
  });

  it('are those that somebody answers with now, when that is wished', () => {
    expect(ranked({ isOnline: true })).toEqual(['cheap', 'dear', 'test']);
  });
});
