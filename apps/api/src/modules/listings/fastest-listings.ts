import { findModel } from '../catalog/index.ts';
import { capacityOf } from './capacity.ts';
import { isServedBy } from './is-served-by.ts';
import type { MarketDeps } from './market.ts';
import { soldSums } from './offers-for-model.ts';
import type { OfferSort } from './shapes.ts';

/**
 * Listings whose machines answer with this model now, the fastest first, or those with the soonest first token; last those
 * that nobody has measured yet.
 */
export async function fastestListings(deps: MarketDeps, modelId: string, sort: OfferSort): Promise<string[]> {
  const model = await findModel(deps, modelId);
  const sums = (await soldSums(deps)).find((it) => it.modelId === modelId);
  if (!model.ok || !sums) return [];
  const slownessOf = (listingId: string): number | null => {
    const serving = deps.nodes.presencesOf(listingId).filter((presence) => isServedBy(presence, model.value));
    if (serving.length === 0) return null;
    const { tokensPerSecond, firstTokenMs } = capacityOf(serving);
    return (sort === 'first' ? firstTokenMs : tokensPerSecond && -tokensPerSecond) ?? Number.MAX_VALUE;
  };
  return sums.listingIds
    .flatMap((listingId) => {
      const slowness = slownessOf(listingId);
      return slowness === null ? [] : [{ listingId, slowness }];
    })
    .toSorted((a, b) => a.slowness - b.slowness)
    .map(({ listingId }) => listingId);
}
