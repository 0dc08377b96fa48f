import { fail, ok, type Result } from '@spindle/shared';
import { fastestListings } from './fastest-listings.ts';
import { type MarketDeps, toOfferCard } from './market.ts';
import type { LiveOffer } from './offers.repo.ts';
import { type After, findOffersInOrder, findOffersPage, type OffersWish } from './offers-page.repo.ts';
import type { OffersPage, OffersPageInput } from './shapes.ts';

const PAGE = 20;
const MOST = 100;

/**
 * Offers of a model page by page, read from the database by an index, so that the first page costs the same whether there
 * are ten offers or ten thousand: the cheapest answer first, or the fastest of those that answer now. Refusal:
 * `invalid_input` for a cursor of nobody's making.
 */
export async function offersPage(
  deps: MarketDeps,
  input: OffersPageInput,
): Promise<Result<OffersPage, 'invalid_input'>> {
  const { modelId, tier = null, region = null, hardwareId = null, cursor, sort = 'price' } = input;
  const limit = Math.min(MOST, Math.max(1, input.limit ?? PAGE));
  // One more tells whether there is another page.
  const wish = {
    ...{ modelId, tier, region: region?.trim().toLowerCase() ?? null, hardwareId },
    ...{ limit: limit + 1, nowMs: deps.clock.nowMs() },
  };
  const online = sort === 'price' && !input.isOnline ? null : await fastestListings(deps, modelId, sort);
  const page = sort === 'price' ? await byPrice(deps, wish, online, cursor) : await bySpeed(deps, wish, online, cursor);
  if (!page) return fail('invalid_input', { field: 'cursor', hint: 'Take it from the page before.' });
  const offers = page.found.slice(0, limit);
  const last = offers.at(-1);
  const next = page.found.length > limit && last ? page.cursorBehind(last, offers.length) : null;
  return ok({ items: offers.map((offer) => toOfferCard(offer, deps.nodes)), next });
}

/** What was found, and how to go on. Null for a wrong cursor. */
type Found = { found: LiveOffer[]; cursorBehind: (last: LiveOffer, count: number) => string } | null;

/** @param online of these listings alone; null for all. */
async function byPrice(
  { db }: MarketDeps,
  wish: OffersWish,
  online: string[] | null,
  cursor: string | undefined,
): Promise<Found> {
  const after = cursor === undefined ? null : readCursor(cursor);
  if (cursor !== undefined && !after) return null;
  const found = await findOffersPage(db.pool, { ...wish, after, ...(online && { listingIds: online }) });
  return { found, cursorBehind: ({ price, offerId }) => `${price.outputMicroUsdPerMTok}.${offerId}` };
}

/** Speeds change while one scrolls: an offer may then come twice, or not, which readers of lists that live are used to. */
async function bySpeed(
  { db }: MarketDeps,
  wish: OffersWish,
  online: string[] | null,
  cursor: string | undefined,
): Promise<Found> {
  const offset = cursor === undefined ? 0 : /^\d{1,6}$/.test(cursor) ? Number(cursor) : null;
  if (offset === null) return null;
  const found = await findOffersInOrder(db.pool, wish, online ?? [], offset);
  return { found, cursorBehind: (_, count) => `${offset + count}` };
}

function readCursor(cursor: string): After | null {
  const parts = /^(\d{1,18})\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(cursor);
  const [, price, offerId] = parts ?? [];
  return price && offerId ? { outputMicroUsdPerMTok: BigInt(price), offerId } : null;
}
