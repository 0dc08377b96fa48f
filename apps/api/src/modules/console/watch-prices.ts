import { type Clock, type Database, inTransaction, recordEvent, type Sql } from '../../platform/index.ts';
import { allLiveOffers, type LiveOffer, type OffersDeps } from '../listings/index.ts';
import { readFarPrices, saveFarPrice, takeLook } from './far-prices.repo.ts';
import { type Compared, comparedWith, standing } from './price-advice.ts';

const DAY_MS = 86_400_000;

/**
 * Clockwork: once a day looks at every live offer, and tells the owner of a price that has moved far from what others ask,
 * once until it is back. @returns how many were told.
 */
export async function watchPrices(deps: OffersDeps & { db: Database; clock: Clock }): Promise<number> {
  const nowMs = deps.clock.nowMs();
  const offers = await allLiveOffers(deps);
  return inTransaction(deps.db.pool, async (sql) => {
    if (!(await takeLook(sql, nowMs, DAY_MS))) return 0;
    const known = await readFarPrices(sql);
    const compare = comparer(offers);
    let told = 0;
    for (const offer of offers) {
      told += Number(await tellOfPrice(sql, offer, compare(offer), known.get(offer.offerId) ?? null, nowMs));
    }
    return told;
  });
}

/** From so many offers on, one's own few among them move no percentile: all are then compared with the same figures. */
const MANY = 200;

function comparer(offers: readonly LiveOffer[]): (offer: LiveOffer) => Compared {
  const byModel = new Map<string, LiveOffer[]>();
  for (const offer of offers) {
    const same = byModel.get(offer.modelId);
    if (same) same.push(offer);
    else byModel.set(offer.modelId, [offer]);
  }
  const shared = new Map<string, Compared>();
  return ({ modelId, tier, providerAccountId }) => {
    const all = byModel.get(modelId) ?? [];
    if (all.length < MANY) {
      const others = all.filter((other) => other.providerAccountId !== providerAccountId);
      return comparedWith(others, tier);
    }
    const key = `${tier} ${modelId}`;
    const compared = shared.get(key) ?? comparedWith(all, tier);
    shared.set(key, compared);
    return compared;
  };
}

async function tellOfPrice(
  sql: Sql,
  offer: LiveOffer,
  compared: Compared,
  before: string | null,
  nowMs: number,
): Promise<boolean> {
  const { side, percentOfMedian } = standing(offer.price, compared);
  if (side === before) return false;
  await saveFarPrice(sql, offer.offerId, side, nowMs);
  if (side === null || percentOfMedian === null) return false;
  const { providerAccountId, listingId, modelId } = offer;
  const facts = { listingId, modelId, percentOfMedian };
  const event = { kind: 'price_far_from_market', accountId: providerAccountId, facts } as const;
  await recordEvent(sql, { ...event, subject: `listing:${listingId}` }, nowMs);
  return true;
}
