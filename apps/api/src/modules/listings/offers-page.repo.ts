import { meetsTier, TIERS, type Tier } from '@spindle/shared';
import type { Sql } from '../../platform/index.ts';
import { restsAt } from './maintenance/maintenance.repo.ts';
import { LIVE_OFFER_COLUMNS, type LiveOffer, type LiveOfferRow, OFFER_TABLES, toLiveOffer } from './offers.repo.ts';

/** Behind which price and offer the page begins. */
export interface After {
  outputMicroUsdPerMTok: bigint;
  offerId: string;
}

/** Which live offers. */
export interface OffersWish {
  modelId: string;
  tier: Tier | null;
  /** In lower case. */
  region: string | null;
  hardwareId: string | null;
  limit: number;
  nowMs: number;
}

export interface OffersFilter extends OffersWish {
  /** Of these listings alone. */
  listingIds?: readonly string[];
  after: After | null;
}

/** Conditions on `o` and `l`, whose values are those of {@link wishValues}, $1 to $6. */
const WISHED = `o.is_active AND o.model_id = $1 AND NOT ${restsAt('$2::timestamptz')}
        AND ($3::text[] IS NULL OR l.tier = ANY($3))
        AND ($4::text IS NULL OR lower(l.region) = $4 OR lower(l.region) ^@ ($4 || '-'))
        AND ($5::text IS NULL OR l.hardware_id = $5)`;
const LIVE_TABLES = `offer o
       JOIN listing l ON l.id = o.listing_id AND l.state = 'live'
       JOIN account a ON a.id = l.account_id AND a.banned_reason IS NULL
       JOIN catalog_model m ON m.id = o.model_id
       JOIN hardware_class h ON h.id = l.hardware_id`;

function wishValues({ modelId, tier, region, hardwareId, limit, nowMs }: OffersWish): unknown[] {
  const tiers = tier === null ? null : TIERS.filter((it) => meetsTier(it, tier));
  return [modelId, new Date(nowMs), tiers, region, hardwareId, limit];
}

/** Walks the index of (model, price, id) from where the page before ended, and stops after the page. */
export async function findOffersPage(sql: Sql, filter: OffersFilter): Promise<LiveOffer[]> {
  const { listingIds = null, after } = filter;
  const { rows } = await sql.query<LiveOfferRow>({
    // Without a name: the best plan depends on how many listings each filter leaves, so it is made for these values.
    text: `SELECT ${LIVE_OFFER_COLUMNS}
       FROM ${LIVE_TABLES}
      WHERE ${WISHED}
        AND (o.output_micro_usd_per_mtok, o.id) > ($7::bigint, $8::uuid)
        AND ($9::uuid[] IS NULL OR o.listing_id = ANY($9))
      ORDER BY o.output_micro_usd_per_mtok, o.id LIMIT $6`,
    values: [
      ...wishValues(filter),
      ...[after?.outputMicroUsdPerMTok ?? -1n, after?.offerId ?? '00000000-0000-0000-0000-000000000000', listingIds],
    ],
  });
  return rows.map(toLiveOffer);
}

/** A page of offers in the order of these listings, from the one at `offset` on. */
export async function findOffersInOrder(
  sql: Sql,
  wish: OffersWish,
  listingIds: readonly string[],
  offset: number,
): Promise<LiveOffer[]> {
  const { rows } = await sql.query<LiveOfferRow>({
    text: `SELECT ${LIVE_OFFER_COLUMNS}
       FROM ${LIVE_TABLES} JOIN unnest($7::uuid[]) WITH ORDINALITY AS wanted(id, place) ON wanted.id = o.listing_id
      WHERE ${WISHED} ORDER BY wanted.place OFFSET $8 LIMIT $6`,
    values: [...wishValues(wish), listingIds, offset],
  });
  return rows.map(toLiveOffer);
}

/** The dearest offer of a model in each tier, among those of these live listings. */
export async function findDearestOffers(
  sql: Sql,
  modelId: string,
  listingIds: readonly string[],
): Promise<LiveOffer[]> {
  const { rows } = await sql.query<LiveOfferRow>(
    `SELECT DISTINCT ON (l.tier) ${LIVE_OFFER_COLUMNS} FROM ${OFFER_TABLES}
      WHERE o.is_active AND o.model_id = $1 AND o.listing_id = ANY($2::uuid[])
      ORDER BY l.tier, o.output_micro_usd_per_mtok DESC, o.input_micro_usd_per_mtok DESC`,
    [modelId, listingIds],
  );
  return rows.map(toLiveOffer);
}
