import { batchPrice, meetsTier, type Policy, type Tier, type TokenPrice } from '@spindle/shared';
import type { DemandCell } from '../usage/index.ts';
import type { Replayed } from './shapes.ts';

/** What stands beside one's own offer now. */
export interface Rival {
  price: TokenPrice;
  batchDiscountPercent: number;
  tier: Tier;
}

export interface ReplayInput {
  /** Last week's paid requests of the model. */
  cells: readonly DemandCell[];
  /** Of one's own listing, which kept its requests or loses them; null before there is one. */
  listingId: string | null;
  tier: Tier;
  batchDiscountPercent: number;
  rivals: readonly Rival[];
  /** Output tokens that one's machines can write in that time; null when their speed is not known. */
  capacityTokens: number | null;
  feeBasisPoints: number;
}

/**
 * What a price would have earned from the requests of last week, by rules that can be read aloud:
 * - A request that names a policy by price comes to whoever would have cost less for its very tokens than what was paid; by
 *   half when both cost the same. `balanced` and `private` take prices within a tenth of each other for the same.
 * - `private` prefers the stronger tier whatever it costs. `fastest` does not look at prices: what was answered elsewhere
 *   stays there, and what was answered here stays here.
 * - What one's own listing answered is kept against the cheapest of the others as they ask now.
 * - Requests bought at a stronger tier than one's own don't come: whether they would is not known.
 * - No more than one's machines can write.
 * Left out: how buyers react to prices, and rivals who change theirs.
 */
export function replayAt(price: TokenPrice, input: ReplayInput): Replayed {
  let [requests, paidMicroUsd, outputTokens] = [0, 0, 0];
  for (const cell of input.cells) {
    const share = shareOf(cell, price, input);
    requests += cell.requests * share;
    outputTokens += cell.outputTokens * share;
    paidMicroUsd += costOf(cell, pricedFor(cell, price, input.batchDiscountPercent)) * share;
  }
  const { capacityTokens } = input;
  const fit = capacityTokens === null || outputTokens <= capacityTokens ? 1 : capacityTokens / outputTokens;
  const kept = 1 - input.feeBasisPoints / 10_000;
  return { requests: Math.round(requests * fit), earnedMicroUsd: BigInt(Math.round(paidMicroUsd * fit * kept)) };
}

function shareOf(cell: DemandCell, price: TokenPrice, input: ReplayInput): number {
  if (!meetsTier(input.tier, cell.tier)) return 0;
  const isOwn = cell.listingId === input.listingId;
  if (cell.policy === 'fastest') return isOwn ? 1 : 0;
  if (cell.policy === 'private' && !isOwn && input.tier !== cell.tier) return 1;
  const against = isOwn ? cheapestRival(cell, input.rivals) : Number(cell.costMicroUsd);
  if (against === null) return 1;
  return shareByPrice(cell.policy, costOf(cell, pricedFor(cell, price, input.batchDiscountPercent)), against);
}

/** Prices within so much of each other are the same to a policy. */
const SAME: Record<Policy, number> = { cheapest: 1, fastest: 1, balanced: 1.1, private: 1.1 };

function shareByPrice(policy: Policy, mine: number, theirs: number): number {
  if (mine * SAME[policy] < theirs) return 1;
  return mine > theirs * SAME[policy] ? 0 : 0.5;
}

function cheapestRival(cell: DemandCell, rivals: readonly Rival[]): number | null {
  const able = rivals.filter(({ tier }) => meetsTier(tier, cell.tier));
  if (able.length === 0) return null;
  return Math.min(...able.map((rival) => costOf(cell, pricedFor(cell, rival.price, rival.batchDiscountPercent))));
}

const pricedFor = ({ serviceClass }: DemandCell, price: TokenPrice, discountPercent: number): TokenPrice =>
  serviceClass === 'batch' ? batchPrice(price, discountPercent) : price;

/** What these tokens would have cost, in micro-dollars. */
function costOf({ inputTokens, cachedTokens, outputTokens }: DemandCell, price: TokenPrice): number {
  const fresh = (inputTokens - cachedTokens) * Number(price.inputMicroUsdPerMTok);
  const cached = cachedTokens * Number(price.cachedInputMicroUsdPerMTok);
  return (fresh + cached + outputTokens * Number(price.outputMicroUsdPerMTok)) / 1e6;
}
