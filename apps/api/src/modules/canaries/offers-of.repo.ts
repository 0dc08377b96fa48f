import type { DataPolicy, Tier } from '@spindle/shared';
import type { Sql } from '../../platform/index.ts';
import type { OfferRow } from '../listings/index.ts';

interface Row {
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
  discount: number;
}

/** What listings offer that are live, or wait for an admin: their machines are measured from the first day. */
export async function readOffersOf(sql: Sql, listingIds: readonly string[]): Promise<OfferRow[]> {
  const { rows } = await sql.query<Row>(
    `SELECT o.id AS offer_id, o.listing_id, l.account_id, l.tier, l.region, l.data_policy, o.model_id, m.revision,
            m.context_length, o.batch_discount_percent AS discount, o.input_micro_usd_per_mtok AS input,
            o.cached_input_micro_usd_per_mtok AS cached, o.output_micro_usd_per_mtok AS output
     FROM offer o JOIN listing l ON l.id = o.listing_id JOIN catalog_model m ON m.id = o.model_id
     WHERE o.is_active AND l.state IN ('live', 'in_review') AND o.listing_id = ANY($1::uuid[]) ORDER BY o.id`,
    [listingIds],
  );
  return rows.map((row) => ({
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
    batchDiscountPercent: row.discount,
  }));
}
