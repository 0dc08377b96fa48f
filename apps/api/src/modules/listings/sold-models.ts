import { listModels } from '../catalog/index.ts';
import { isServedBy } from './is-served-by.ts';
import { type MarketDeps, toModelCard, toOfferCard } from './market.ts';
import { allLiveOffers } from './offers-for-model.ts';
import type { ModelCard, OfferCard } from './shapes.ts';

/** A model that somebody sells, with every live offer, and what the engines behind them have shown that they can do. */
export interface SoldModel {
  card: ModelCard;
  offers: OfferCard[];
  abilities: string[];
}

/** Models with live offers; those that answer now come first. Costs one query in two seconds, however many ask. */
export async function soldModels(deps: MarketDeps): Promise<SoldModel[]> {
  const [models, live] = await Promise.all([listModels(deps), allLiveOffers(deps)]);
  const sold = models.flatMap((model): SoldModel[] => {
    const own = live.filter(({ modelId }) => modelId === model.modelId);
    if (own.length === 0) return [];
    const offers = own.map((offer) => toOfferCard(offer, deps.nodes));
    const served = own.flatMap((offer) =>
      deps.nodes
        .presencesOf(offer.listingId)
        .filter((presence) => isServedBy(presence, offer))
        .flatMap(({ manifest }) => manifest.models.filter((it) => it.model === model.modelId)),
    );
    const abilities = [...new Set(served.flatMap((it) => it.abilities))].sort();
    return [{ card: toModelCard(model, offers), offers, abilities }];
  });
  return sold.toSorted((a, b) => Number(b.card.nodesOnline > 0) - Number(a.card.nodesOnline > 0));
}
