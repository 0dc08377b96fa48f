import type { DataPolicy, Tier } from '@spindle/shared';
import type { Sql } from '../../platform/index.ts';
import { restsAt } from './maintenance/maintenance.repo.ts';
import type { OfferRow } from './neighbours.ts';

/** SQL on live offers, as the market and routing see them. */

/** A live offer with what its card shows. */
export interface LiveOffer extends OfferRow {
  title: string;
  providerName: string;
  hardware: { id: string; name: string; memoryGb: number };
  gpuCount: number;
  reviews: ReviewSums;
}

/** What buyers gave, as the table of reviews has it counted. */
export interface ReviewSums {
  count: number;
  /** All of them together. */
  stars: number;
}

/** A row of {@link LIVE_OFFER_COLUMNS}. */
export interface LiveOfferRow {
  offer_id: string;
  listing_id: string;
  account_id: string;
  tier: Tier;
  region: string;
  data_policy: DataPolicy;
  model_id: string;
  revision: string;
  context_length: number;
  input: string;
  cached: string;
  output: string;
  batch_discount: number;
  title: string;
  first_name: string;
  hardware_id: string;
  hardware_name: string;
  memory_gb: number;
  gpu_count: number;
  review_count: number;
  review_stars: number;
}

/** Of {@link OFFER_TABLES}. */
export const LIVE_OFFER_COLUMNS = `o.id AS offer_id, o.listing_id, l.account_id, l.tier, l.region, l.data_policy, o.model_id,
  m.revision, m.context_length, o.batch_discount_percent AS batch_discount, o.input_micro_usd_per_mtok AS input,
  o.cached_input_micro_usd_per_mtok AS cached, o.output_micro_usd_per_mtok AS output, l.title, a.first_name,
  h.id AS hardware_id, h.name AS hardware_name, h.memory_gb, l.gpu_count, l.review_count, l.review_stars`;

/** Offers with what their rows name, whatever their states. */
export const OFFER_TABLES = `offer o JOIN listing l ON l.id = o.listing_id JOIN account a ON a.id = l.account_id
  JOIN catalog_model m ON m.id = o.model_id JOIN hardware_class h ON h.id = l.hardware_id`;

/** Offers of live listings that are not in maintenance, of owners who are not paused. @param modelId null for all models. */
export async function findLiveOffers(sql: Sql, modelId: string | null, nowMs: number): Promise<LiveOffer[]> {
  const { rows } = await sql.query<LiveOfferRow>(
    `SELECT ${LIVE_OFFER_COLUMNS}
       FROM ${OFFER_TABLES}
      WHERE o.is_active AND l.state = 'live' AND a.banned_reason IS NULL AND ($1::text IS NULL OR o.model_id = $1) AND NOT ${restsAt('$2::timestamptz')}
      ORDER BY o.id`,
    [modelId, new Date(nowMs)],
  );
  return rows.map(toLiveOffer);
}

/** What listings offer that are live, or wait for an admin: the market asks their machines from the first day. */
export async function readOffersOf(sql: Sql, listingIds: readonly string[]): Promise<OfferRow[]> {
  const { rows } = await sql.query<LiveOfferRow>(
    `SELECT ${LIVE_OFFER_COLUMNS} FROM ${OFFER_TABLES}
      WHERE o.is_active AND l.state IN ('live', 'in_review') AND o.listing_id = ANY($1::uuid[]) ORDER BY o.id`,
    [listingIds],
  );
  return rows.map(toLiveOffer);
}

export function toLiveOffer(row: LiveOfferRow): LiveOffer {
  return {
    offerId: row.offer_id,
    listingId: row.listing_id,
    providerAccountId: row.account_id,
    tier: row.tier,
    region: row.region,
    dataPolicy: row.data_policy,
    modelId: row.model_id,
    revision: row.revision,
    contextLength: row.context_length,
    price: {
      inputMicroUsdPerMTok: BigInt(row.input),
      cachedInputMicroUsdPerMTok: BigInt(row.cached),
      outputMicroUsdPerMTok: BigInt(row.output),
    },
    batchDiscountPercent: row.batch_discount,
    title: row.title,
    providerName: row.first_name,
    hardware: { id: row.hardware_id, name: row.hardware_name, memoryGb: row.memory_gb },
    gpuCount: row.gpu_count,
    reviews: { count: row.review_count, stars: row.review_stars },
  };
}
