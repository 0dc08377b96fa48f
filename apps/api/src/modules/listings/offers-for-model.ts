import { type Clock, createShortMemory, type Database, type ShortMemory } from '../../platform/index.ts';
import type { OfferRow } from './neighbours.ts';
import { findLiveOffers, type LiveOffer } from './offers.repo.ts';
import { findLeastPrices, type LeastPrice, type ServingOffer } from './serving-prices.repo.ts';
import { type SoldSums, sumLiveOffers } from './sold-sums.repo.ts';

const MEMORY_MS = 2_000;
const MEMORY_MODELS = 1_000;
/** While the database is away, what was on sale a moment ago still is: answers under way can go on elsewhere. */
const STALE_MS = 60_000;

/** Live offers by model and their sums, remembered for two seconds. Whoever changes a listing here clears it. */
export interface OfferMemory {
  offers: ShortMemory<LiveOffer[]>;
  sums: ShortMemory<SoldSums[]>;
  least: ShortMemory<ReadonlyMap<string, LeastPrice>>;
  clear(): void;
}

export function createOfferMemory(clock: Clock): OfferMemory {
  const options = { lifeMs: MEMORY_MS, maxEntries: MEMORY_MODELS, staleMs: STALE_MS };
  const offers = createShortMemory<LiveOffer[]>(clock, options);
  const sums = createShortMemory<SoldSums[]>(clock, options);
  const least = createShortMemory<ReadonlyMap<string, LeastPrice>>(clock, options);
  return {
    offers,
    sums,
    least,
    clear: () => {
      offers.clear();
      sums.clear();
      least.clear();
    },
  };
}

export interface OffersDeps {
  db: Database;
  clock: Clock;
  offerMemory: OfferMemory;
}

/** Who sells this model now: on the way of every quote. */
export function offersForModel(deps: OffersDeps, modelId: string): Promise<readonly OfferRow[]> {
  return liveOffersOf(deps, modelId);
}

export function liveOffersOf({ db, clock, offerMemory }: OffersDeps, modelId: string): Promise<LiveOffer[]> {
  return offerMemory.offers.get(`model:${modelId}`, () => findLiveOffers(db.pool, modelId, clock.nowMs()));
}

export function allLiveOffers({ db, clock, offerMemory }: OffersDeps): Promise<LiveOffer[]> {
  return offerMemory.offers.get('all', () => findLiveOffers(db.pool, null, clock.nowMs()));
}

/** What is on sale of each model: costs one query in two seconds, however many ask. */
export function soldSums({ db, clock, offerMemory }: OffersDeps): Promise<SoldSums[]> {
  return offerMemory.sums.get('all', () => sumLiveOffers(db.pool, clock.nowMs()));
}

/** The least that is asked of each model by those who answer now: costs one query in two seconds, however many ask. */
export function leastServingPrices(
  { db, offerMemory }: OffersDeps,
  serving: () => readonly ServingOffer[],
): Promise<ReadonlyMap<string, LeastPrice>> {
  return offerMemory.least.get('all', () => findLeastPrices(db.pool, serving()));
}
