import { batchPrice, ok, type Result, TIERS } from '@spindle/shared';
import { type CatalogDeps, findModel, listHardware, listModels, type ModelView } from '../catalog/index.ts';
import { capacityOf } from './capacity.ts';
import { isServedBy } from './is-served-by.ts';
import { firstOffersOf } from './model-offers.ts';
import type { NodesOfListings } from './neighbours.ts';
import type { LiveOffer } from './offers.repo.ts';
import { leastServingPrices, type OffersDeps, soldSums } from './offers-for-model.ts';
import { searchModels } from './search-models.ts';
import type { LeastPrice } from './serving-prices.repo.ts';
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
  const least = await leastAsked(deps, models, sold);
  const cards = searchModels(models, search).map((model) =>
    toModelCard(deps, model, sumsOf.get(model.modelId), least.get(model.modelId)),
  );
  return ok(cards.toSorted((a, b) => rank(b) - rank(a)));
}

/** A model with the first of its live offers: those that answer now, the cheapest of them on top, and others behind. */
export async function marketModel(
  deps: MarketDeps,
  { modelId }: { modelId: string },
): Promise<Result<MarketModel, 'model_unknown'>> {
  const model = await findModel(deps, modelId);
  if (!model.ok) return model;
  const { revision, sourceUrl } = model.value;
  const sold = await soldSums(deps);
  const sums = sold.find((it) => it.modelId === modelId);
  const least = await leastAsked(deps, await listModels(deps), sold);
  const card = toModelCard(deps, model.value, sums, least.get(modelId));
  const offers = sums ? await firstOffersOf(deps, model.value, sums.listingIds) : [];
  const cards = offers.map((offer) => toOfferCard(offer, deps.nodes)).toSorted(byAvailabilityThenPrice);
  const hardware = (await listHardware(deps)).filter(({ id }) => sums?.hardwareIds.has(id));
  return ok({
    ...{ model: { ...card, revision, sourceUrl }, regions: [...(sums?.regions ?? [])].sort() },
    ...{ hardware: hardware.map(({ id, name }) => ({ id, name })), offers: cards },
  });
}

/** An offer as its card shows it, with what the nodes behind it can do now. */
export function toOfferCard(
  offer: Omit<LiveOffer, 'providerAccountId' | 'contextLength'>,
  nodes: Pick<NodesOfListings, 'presencesOf'>,
): OfferCard {
  const { offerId, listingId, title, providerName, hardware, gpuCount, region, tier, dataPolicy, price, reviews } =
    offer;
  const serving = nodes.presencesOf(listingId).filter((presence) => isServedBy(presence, offer));
  const card = {
    offerId,
    listingId,
    title,
    providerName,
    hardware,
    gpuCount,
    region,
    tier,
    dataPolicy,
    price,
    reviews,
  };
  return { ...card, batchPrice: batchPrice(price, offer.batchDiscountPercent), ...capacityOf(serving) };
}

/** What the cheapest of those that answer now ask: who is away sells nobody anything, however cheap. */
function leastAsked(deps: MarketDeps, models: readonly ModelView[], sold: readonly SoldSums[]) {
  const modelOf = new Map(models.map((model) => [model.modelId, model]));
  const isServing = (model: ModelView, listingId: string) =>
    deps.nodes.presencesOf(listingId).some((presence) => isServedBy(presence, model));
  return leastServingPrices(deps, () =>
    sold.flatMap(({ modelId, listingIds }) => {
      const model = modelOf.get(modelId);
      if (!model) return [];
      return listingIds.filter((id) => isServing(model, id)).map((listingId) => ({ modelId, listingId }));
    }),
  );
}

/**
 * A model as its card shows it: of what the database has added up, and of who is linked.
 * @param least of those that answer now; without one the least of all live offers stands there.
 */
export function toModelCard(
  { nodes }: MarketDeps,
  model: ModelView,
  sums: SoldSums | undefined,
  least: LeastPrice | undefined,
): ModelCard {
  const { revision: _, sourceUrl: __, ...shown } = model;
  const listingIds = sums?.listingIds ?? [];
  const linked = listingIds.flatMap((listingId) => nodes.presencesOf(listingId));
  const { nodesOnline, freeSlots, ...best } = capacityOf(linked.filter((presence) => isServedBy(presence, model)));
  return {
    ...{ ...shown, offers: listingIds.length, nodesOnline, freeSlots },
    from: sums ? (least ?? fromOf(sums)) : null,
    tiers: TIERS.filter((tier) => sums?.tiers.has(tier)),
    bestTokensPerSecond: best.tokensPerSecond,
    bestFirstTokenMs: best.firstTokenMs,
  };
}

const fromOf = ({ price: { inputMicroUsdPerMTok, outputMicroUsdPerMTok } }: SoldSums): ModelCard['from'] => ({
  inputMicroUsdPerMTok,
  outputMicroUsdPerMTok,
});

const rank = ({ nodesOnline, offers }: ModelCard): number => (nodesOnline > 0 ? 2 : offers > 0 ? 1 : 0);

function byAvailabilityThenPrice(a: OfferCard, b: OfferCard): number {
  const availability =
    Number(b.freeSlots > 0) - Number(a.freeSlots > 0) || Number(b.nodesOnline > 0) - Number(a.nodesOnline > 0);
  const price = a.price.outputMicroUsdPerMTok - b.price.outputMicroUsdPerMTok;
  const inputPrice = a.price.inputMicroUsdPerMTok - b.price.inputMicroUsdPerMTok;
  return availability || Number(price) || Number(inputPrice);
}
