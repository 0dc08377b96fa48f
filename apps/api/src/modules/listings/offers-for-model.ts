import { type Clock, createShortMemory, type Database, type ShortMemory } from '../../platform/index.ts';
import type { OfferRow } from './neighbours.ts';
import { findLiveOffers, type LiveOffer } from './offers.repo.ts';

const MEMORY_MS = 2_000;
const MEMORY_MODELS = 1_000;
/** While the database is away, what was on sale a moment ago still is: answers under way can go on elsewhere. */
const STALE_MS = 60_000;

/** Live offers by model, remembered for two seconds. Whoever changes a listing here clears it. */
export type OfferMemory = ShortMemory<LiveOffer[]>;

export const createOfferMemory = (clock: Clock): OfferMemory =>
  createShortMemory(clock, { lifeMs: MEMORY_MS, maxEntries: MEMORY_MODELS, staleMs: STALE_MS });

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
  return offerMemory.get(`model:${modelId}`, () => findLiveOffers(db.pool, modelId, clock.nowMs()));
}

export function allLiveOffers({ db, clock, offerMemory }: OffersDeps): Promise<LiveOffer[]> {
  return offerMemory.get('all', () => findLiveOffers(db.pool, null, clock.nowMs()));
}
