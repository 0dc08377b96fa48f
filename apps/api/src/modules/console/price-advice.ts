import type { AccountId, Result, Tier, TokenPrice } from '@spindle/shared';
import { ok } from '@spindle/shared';
import type { Actor } from '../accounts/index.ts';
import { findModel } from '../catalog/index.ts';
import { checkListing, isServedBy, type ListingView, type OfferRow, offersForModel } from '../listings/index.ts';
import { type DemandCell, demandOf } from '../usage/index.ts';
import { type ConsoleDeps, WEEK_MS } from './console-deps.ts';
import { priceCurve } from './price-curve.ts';
import { farSide, LEAST_RIVALS, percentOfMedian, type Rivalry, rivalryOf, spreadOf } from './price-spread.ts';
import type { MarketPrices, PriceAdvice } from './shapes.ts';

/**
 * What the market asks for a model, where one's own price stands in it, and what others would have earned.
 * Refusals: `model_unknown`, `not_found`.
 */
export async function priceAdvice(
  deps: ConsoleDeps,
  actor: Actor,
  { modelId, listingId }: { modelId: string; listingId?: string | undefined },
): Promise<Result<PriceAdvice>> {
  const model = await findModel(deps, modelId);
  if (!model.ok) return model;
  const own = listingId === undefined ? null : await checkListing(deps, actor, { listingId });
  if (own && !own.ok) return own;
  const view = own?.value.view ?? null;
  const tier = view?.tier ?? 'community';
  const offer = view?.offers.find((it) => it.modelId === modelId) ?? null;
  const rivals = await rivalsOf(deps, modelId, actor.accountId);
  const cells = await demandOf(deps.db.pool, modelId, deps.clock.nowMs() - WEEK_MS);
  const compared = comparedWith(rivals, tier);
  const market = marketOf(compared);
  const around = offer ?? (market && medianPrice(market));
  return ok({
    tier,
    market,
    mine: offer && standing(offer, compared),
    demand: sumOf(cells),
    curve:
      around &&
      priceCurve(priceOf(around), {
        cells,
        tier,
        listingId: listingId ?? null,
        batchDiscountPercent: offer?.batchDiscountPercent ?? 50,
        rivals,
        capacityTokens: view && capacityTokens(deps, view, { modelId, revision: model.value.revision }),
        feeBasisPoints: deps.feeBasisPoints(),
      }),
  });
}

/** What others than this account ask for a model. */
export async function rivalsOf(deps: ConsoleDeps, modelId: string, accountId: AccountId): Promise<OfferRow[]> {
  return (await offersForModel(deps, modelId)).filter(({ providerAccountId }) => providerAccountId !== accountId);
}

/** Those that a price is compared with. */
export interface Compared {
  tier: Tier | null;
  prices: readonly TokenPrice[];
  rivalry: Rivalry;
}

/** Those of the same tier where they are a market, else all. */
export function comparedWith(rivals: readonly Pick<OfferRow, 'tier' | 'price'>[], tier: Tier): Compared {
  const same = rivals.filter((rival) => rival.tier === tier);
  const isMarket = same.length >= LEAST_RIVALS;
  const prices = (isMarket ? same : rivals).map(({ price }) => price);
  return { tier: isMarket ? tier : null, prices, rivalry: rivalryOf(prices) };
}

function marketOf({ tier, prices, rivalry }: Compared): MarketPrices | null {
  const input = spreadOf(prices.map((it) => it.inputMicroUsdPerMTok));
  const output = spreadOf(prices.map((it) => it.outputMicroUsdPerMTok));
  const { offers, mixed } = rivalry;
  return input && output && mixed && { tier, offers, input, output, mixed };
}

/** Where a price stands beside what others ask. */
export function standing(price: TokenPrice, { rivalry }: Compared): NonNullable<PriceAdvice['mine']> {
  return { price: priceOf(price), side: farSide(price, rivalry), percentOfMedian: percentOfMedian(price, rivalry) };
}

/** What the listing's machines can write of the model in a week; null where a speed is not known. */
function capacityTokens(
  { nodes }: ConsoleDeps,
  { listingId }: ListingView,
  offer: { modelId: string; revision: string },
): number | null {
  const serving = nodes.presencesOf(listingId).filter((presence) => isServedBy(presence, offer));
  const speeds = serving.map(({ slots, tokensPerSecond }) => tokensPerSecond && slots * tokensPerSecond);
  const known = speeds.filter((speed) => speed !== null);
  if (known.length === 0 || known.length < speeds.length) return null;
  return (known.reduce((a, b) => a + b, 0) * WEEK_MS) / 1_000;
}

export function sumOf(cells: readonly DemandCell[]): PriceAdvice['demand'] {
  const sum = { requests: 0, inputTokens: 0, outputTokens: 0, costMicroUsd: 0n };
  for (const cell of cells) {
    sum.requests += cell.requests;
    sum.inputTokens += cell.inputTokens;
    sum.outputTokens += cell.outputTokens;
    sum.costMicroUsd += cell.costMicroUsd;
  }
  return sum;
}

const medianPrice = ({ input, output }: MarketPrices): TokenPrice => ({
  inputMicroUsdPerMTok: input.median,
  cachedInputMicroUsdPerMTok: input.median / 2n,
  outputMicroUsdPerMTok: output.median,
});

const priceOf = ({
  inputMicroUsdPerMTok,
  cachedInputMicroUsdPerMTok,
  outputMicroUsdPerMTok,
}: TokenPrice): TokenPrice => ({
  inputMicroUsdPerMTok,
  cachedInputMicroUsdPerMTok,
  outputMicroUsdPerMTok,
});
