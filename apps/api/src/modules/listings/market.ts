import { batchPrice, ok, type Result, TIERS } from '@spindle/shared';
import { type CatalogDeps, findModel, listModels, type ModelView } from '../catalog/index.ts';
import { best, capacityOf, sum } from './capacity.ts';
import { isServedBy } from './is-served-by.ts';
import type { NodesOfListings } from './neighbours.ts';
import type { LiveOffer } from './offers.repo.ts';
import { liveOffersOf, type OffersDeps, soldSums } from './offers-for-model.ts';
import { searchModels } from './search-models.ts';
import type { MarketModel, ModelCard, OfferCard } from './shapes.ts';
import type { SoldSums } from './sold-sums.repo.ts';

export interface MarketDeps extends CatalogDeps, OffersDeps {
  nodes: NodesOfListings;
}

/** Models that fit the search. Those that somebody sells come first, those that answer now before them. */
export async function marketModels(
  deps: MarketDeps,
  { search = '' }: { search?: string | undefined },
): Promise<Result<ModelCard[]>> {
  const [models, sold] = await Promise.all([listModels(deps), soldSums(deps)]);
  const sumsOf = new Map(sold.map((sums) => [sums.modelId, sums]));
  const cards = searchModels(models, search).map((model) => summedCard(deps, model, sumsOf.get(model.modelId)));
  return ok(cards.toSorted((a, b) => rank(b) - rank(a)));
}

/** A model with every live offer of it: those that answer now first, the cheapest of them on top. */
export async function marketModel(
  deps: MarketDeps,
  { modelId }: { modelId: string },
): Promise<Result<MarketModel, 'model_unknown'>> {
  const model = await findModel(deps, modelId);
  if (!model.ok) return model;
  const { revision, sourceUrl } = model.value;
  const offers = toCards(deps, await liveOffersOf(deps, modelId)).toSorted(byAvailabilityThenPrice);
  return ok({ model: { ...toModelCard(model.value, offers), revision, sourceUrl }, offers });
}

/** An offer as its card shows it, with what the nodes behind it can do now. */
export function toOfferCard(
  offer: Omit<LiveOffer, 'providerAccountId' | 'contextLength'>,
  nodes: Pick<NodesOfListings, 'presencesOf'>,
): OfferCard {
  const { offerId, listingId, title, providerName, hardware, gpuCount, region, tier, dataPolicy, price } = offer;
  const serving = nodes.presencesOf(listingId).filter((presence) => isServedBy(presence, offer));
  const card = { offerId, listingId, title, providerName, hardware, gpuCount, region, tier, dataPolicy, price };
  return { ...card, batchPrice: batchPrice(price, offer.batchDiscountPercent), ...capacityOf(serving) };
}

const toCards = ({ nodes }: MarketDeps, offers: LiveOffer[]): OfferCard[] =>
  offers.map((offer) => toOfferCard(offer, nodes));

/** The same card as {@link toModelCard} makes, of what the database has added up and of who is linked. */
function summedCard({ nodes }: MarketDeps, model: ModelView, sums: SoldSums | undefined): ModelCard {
  if (!sums) return toModelCard(model, []);
  const { listingIds, inputMicroUsdPerMTok, outputMicroUsdPerMTok, tiers } = sums;
  const linked = listingIds.flatMap((listingId) => nodes.presencesOf(listingId));
  const { nodesOnline, freeSlots, ...best } = capacityOf(linked.filter((presence) => isServedBy(presence, model)));
  const { revision: _, sourceUrl: __, ...shown } = model;
  return {
    ...{ ...shown, offers: listingIds.length, nodesOnline, freeSlots },
    from: { inputMicroUsdPerMTok, outputMicroUsdPerMTok },
    tiers: TIERS.filter((tier) => tiers.has(tier)),
    bestTokensPerSecond: best.tokensPerSecond,
    bestFirstTokenMs: best.firstTokenMs,
  };
}

/** A model as its card shows it. */
export function toModelCard({ revision: _, sourceUrl: __, ...model }: ModelView, offers: OfferCard[]): ModelCard {
  return {
    ...model,
    offers: offers.length,
    nodesOnline: sum(offers.map(({ nodesOnline }) => nodesOnline)),
    freeSlots: sum(offers.map(({ freeSlots }) => freeSlots)),
    from: cheapest(offers),
    tiers: TIERS.filter((tier) => offers.some((offer) => offer.tier === tier)),
    bestTokensPerSecond: best(Math.max, offers, 'tokensPerSecond'),
    bestFirstTokenMs: best(Math.min, offers, 'firstTokenMs'),
  };
}

function cheapest(offers: readonly OfferCard[]): ModelCard['from'] {
  const [first] = offers;
  if (!first) return null;
  const least = (values: bigint[]) => values.reduce((a, b) => (b < a ? b : a));
  return {
    inputMicroUsdPerMTok: least(offers.map(({ price }) => price.inputMicroUsdPerMTok)),
    outputMicroUsdPerMTok: least(offers.map(({ price }) => price.outputMicroUsdPerMTok)),
  };
}

const rank = ({ nodesOnline, offers }: ModelCard): number => (nodesOnline > 0 ? 2 : offers > 0 ? 1 : 0);

function byAvailabilityThenPrice(a: OfferCard, b: OfferCard): number {
  const availability =
    Number(b.freeSlots > 0) - Number(a.freeSlots > 0) || Number(b.nodesOnline > 0) - Number(a.nodesOnline > 0);
  const price = a.price.outputMicroUsdPerMTok - b.price.outputMicroUsdPerMTok;
  const inputPrice = a.price.inputMicroUsdPerMTok - b.price.inputMicroUsdPerMTok;
  return availability || Number(price) || Number(inputPrice);
}
