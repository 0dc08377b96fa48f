import { meetsTier, type Tier } from '@spindle/shared';
import type { ModelCard } from '../../lib/api/index.ts';

export const SORTS = ['price', 'speed', 'first', 'slots'] as const;
export type Sort = (typeof SORTS)[number];

export interface ModelFilter {
  search: string;
  tier: Tier | 'any';
  /** Only what somebody answers with now. */
  isOnline: boolean;
  sort: Sort;
}

/** The models that fit, best first; test engines come after them, and last what nobody sells. */
export function rankModels(models: readonly ModelCard[], filter: ModelFilter): ModelCard[] {
  const words = filter.search.toLowerCase().split(/\s+/).filter(Boolean);
  return models
    .filter((model) => hasWords(model, words) && hasTier(model, filter.tier))
    .filter(({ nodesOnline }) => !filter.isOnline || nodesOnline > 0)
    .toSorted((a, b) => upwards(group(a), group(b)) || compare(a, b, filter.sort));
}

function group(model: ModelCard): number {
  if (model.offers === 0) return 2;
  return model.isTestEngine ? 1 : 0;
}

function hasWords(model: ModelCard, words: readonly string[]): boolean {
  const text = [model.modelId, model.name, model.maker, ...model.abilities].join(' ').toLowerCase();
  return words.every((word) => text.includes(word));
}

function hasTier(model: ModelCard, wanted: Tier | 'any'): boolean {
  return wanted === 'any' || model.tiers.some((tier) => meetsTier(tier, wanted));
}

function compare(a: ModelCard, b: ModelCard, sort: Sort): number {
  switch (sort) {
    case 'price':
      return upwards(price(a), price(b));
    case 'speed':
      return upwards(-(a.bestTokensPerSecond ?? -1), -(b.bestTokensPerSecond ?? -1));
    case 'first':
      return upwards(a.bestFirstTokenMs ?? Number.MAX_SAFE_INTEGER, b.bestFirstTokenMs ?? Number.MAX_SAFE_INTEGER);
    case 'slots':
      return upwards(-a.freeSlots, -b.freeSlots);
  }
}

/** By the price of the answer: it is what most of a cost is. */
function price(model: ModelCard): number {
  return model.from ? Number(model.from.outputMicroUsdPerMTok) : Number.MAX_SAFE_INTEGER;
}

const upwards = (a: number, b: number): number => a - b;
