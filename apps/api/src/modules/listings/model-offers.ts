import { isServedBy } from './is-served-by.ts';
import type { NodesOfListings } from './neighbours.ts';
import type { LiveOffer } from './offers.repo.ts';
import type { OffersDeps } from './offers-for-model.ts';
import { findDearestOffers, findOffersPage } from './offers-page.repo.ts';

/** As many as a person looks at; all of them come page by page. */
const MOST = 100;

/**
 * The first offers of a model: the cheapest of those that answer now, then the cheapest of the others. Where more answer
 * now than fit, the dearest of each tier come too, so that whoever asks what an answer may cost is not told too little.
 * @param listingIds of all its live offers.
 */
export async function firstOffersOf(
  deps: OffersDeps & { nodes: Pick<NodesOfListings, 'presencesOf'> },
  model: { modelId: string; revision: string },
  listingIds: readonly string[],
): Promise<LiveOffer[]> {
  const isServing = (listingId: string) => deps.nodes.presencesOf(listingId).some((it) => isServedBy(it, model));
  return deps.offerMemory.offers.get(`first:${model.modelId}`, () =>
    findFirst(deps, model.modelId, listingIds.filter(isServing)),
  );
}

async function findFirst(
  { db, clock }: OffersDeps,
  modelId: string,
  servingIds: readonly string[],
): Promise<LiveOffer[]> {
  const all = { modelId, tier: null, region: null, hardwareId: null, after: null, limit: MOST, nowMs: clock.nowMs() };
  const serving = servingIds.length > 0 ? await findOffersPage(db.pool, { ...all, listingIds: servingIds }) : [];
  if (servingIds.length > MOST) serving.push(...(await findDearestOffers(db.pool, modelId, servingIds)));
  const others = serving.length < MOST ? await findOffersPage(db.pool, all) : [];
  return [...new Map([...serving, ...others].map((offer) => [offer.offerId, offer])).values()];
}
