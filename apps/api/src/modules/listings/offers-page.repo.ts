import { meetsTier, TIERS, type Tier } from '@spindle/shared';
import type { Sql } from '../../platform/index.ts';
import { restsAt } from './maintenance/maintenance.repo.ts';
import { LIVE_OFFER_COLUMNS, type LiveOffer, type LiveOfferRow, toLiveOffer } from './offers.repo.ts';

/** Behind which price and offer the page begins. */
export interface After {
  outputMicroUsdPerMTok: bigint;
  offerId: string;
}

export interface OffersFilter {
  modelId: string;
  tier: Tier | null;
  /** In lower case. */
  region: string | null;
  hardwareId: string | null;
  after: After | null;
  limit: number;
  nowMs: number;
}

/** Walks the index of (model, price, id) from where the page before ended, and stops after the page. */
export async function findOffersPage(sql: Sql, filter: OffersFilter): Promise<LiveOffer[]> {
  const { modelId, tier, region, hardwareId, after, limit, nowMs } = filter;
  const tiers = tier === null ? null : TIERS.filter((it) => meetsTier(it, tier));
  const { rows } = await sql.query<LiveOfferRow>({
    // Without a name: the best plan depends on how many listings each filter leaves, so it is made for these values.
    text: `SELECT ${LIVE_OFFER_COLUMNS}
       FROM offer o
       JOIN listing l ON l.id = o.listing_id AND l.state = 'live'
       JOIN account a ON a.id = l.account_id AND a.banned_reason IS NULL
       JOIN catalog_model m ON m.id = o.model_id
       JOIN hardware_class h ON h.id = l.hardware_id
      WHERE o.is_active AND o.model_id = $1 AND NOT ${restsAt('$8::timestamptz')}
        AND (o.output_micro_usd_per_mtok, o.id) > ($2::bigint, $3::uuid)
        AND ($4::text[] IS NULL OR l.tier = ANY($4))
        AND ($5::text IS NULL OR lower(l.region) = $5 OR lower(l.region) ^@ ($5 || '-'))
        AND ($6::text IS NULL OR l.hardware_id = $6)
      ORDER BY o.output_micro_usd_per_mtok, o.id LIMIT $7`,
    values: [
      ...[modelId, after?.outputMicroUsdPerMTok ?? -1n, after?.offerId ?? '00000000-0000-0000-0000-000000000000'],
      ...[tiers, region, hardwareId, limit, new Date(nowMs)],
    ],
  });
  return rows.map(toLiveOffer);
}
