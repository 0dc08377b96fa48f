import { DATA_POLICIES, type DataPolicy, type TokenPrice } from '@spindle/shared';
import { listModels } from '../catalog/index.ts';
import { isServedBy } from './is-served-by.ts';
import { type MarketDeps, toModelCard } from './market.ts';
import { soldSums } from './offers-for-model.ts';
import type { ModelCard } from './shapes.ts';

/** A model that somebody sells, what its live offers are together, and what the engines behind them have shown that they can do. */
export interface SoldModel {
  card: ModelCard;
  /** The least that any live offer asks, and the same for batches. */
  price: TokenPrice;
  batchPrice: TokenPrice;
  dataPolicies: DataPolicy[];
  regions: string[];
  abilities: string[];
}

/** Models with live offers; those that answer now come first. Costs one query in two seconds, however many ask. */
export async function soldModels(deps: MarketDeps): Promise<SoldModel[]> {
  const [models, all] = await Promise.all([listModels(deps), soldSums(deps)]);
  const sumsOf = new Map(all.map((sums) => [sums.modelId, sums]));
  const sold = models.flatMap((model): SoldModel[] => {
    const sums = sumsOf.get(model.modelId);
    if (!sums) return [];
    const { price, batchPrice, dataPolicies, regions, listingIds } = sums;
    return [
      {
        ...{ card: toModelCard(deps, model, sums, undefined), price, batchPrice, regions: [...regions].sort() },
        dataPolicies: DATA_POLICIES.filter((policy) => dataPolicies.has(policy)),
        abilities: abilitiesOf(deps, model, listingIds),
      },
    ];
  });
  return sold.toSorted((a, b) => Number(b.card.nodesOnline > 0) - Number(a.card.nodesOnline > 0));
}

function abilitiesOf(
  { nodes }: MarketDeps,
  model: { modelId: string; revision: string },
  listingIds: readonly string[],
): string[] {
  const served = listingIds
    .flatMap((listingId) => nodes.presencesOf(listingId))
    .filter((presence) => isServedBy(presence, model))
    .flatMap(({ manifest }) => manifest.models.filter((it) => it.model === model.modelId));
  return [...new Set(served.flatMap((it) => it.abilities))].sort();
}
