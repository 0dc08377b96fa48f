import { fail, ok, type Result } from '@spindle/shared';
import { type MarketDeps, toOfferCard } from './market.ts';
import { type After, findOffersPage } from './offers-page.repo.ts';
import type { OffersPage, OffersPageInput } from './shapes.ts';

const PAGE = 20;
const MOST = 100;

/**
 * Offers of a model, the cheapest answer first, page by page: read from the database by an index, so that the first page
 * costs the same whether there are ten offers or ten thousand. Refusal: `invalid_input` for a cursor of nobody's making.
 */
export async function offersPage(
  deps: MarketDeps,
  input: OffersPageInput,
): Promise<Result<OffersPage, 'invalid_input'>> {
  const after = input.cursor === undefined ? null : readCursor(input.cursor);
  if (input.cursor !== undefined && !after)
    return fail('invalid_input', { field: 'cursor', hint: 'Take it from the page before.' });
  const limit = Math.min(MOST, Math.max(1, input.limit ?? PAGE));
  const { modelId, tier = null, region = null, hardwareId = null } = input;
  // One more tells whether there is another page.
  const found = await findOffersPage(deps.db.pool, {
    modelId,
    tier,
    region: region?.trim().toLowerCase() ?? null,
    hardwareId,
    after,
    limit: limit + 1,
    nowMs: deps.clock.nowMs(),
  });
  const offers = found.slice(0, limit);
  const last = offers.at(-1);
  const next = found.length > limit && last ? `${last.price.outputMicroUsdPerMTok}.${last.offerId}` : null;
  return ok({ items: offers.map((offer) => toOfferCard(offer, deps.nodes)), next });
}

function readCursor(cursor: string): After | null {
  const parts = /^(\d{1,18})\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(cursor);
  const [, price, offerId] = parts ?? [];
  return price && offerId ? { outputMicroUsdPerMTok: BigInt(price), offerId } : null;
}
