import type { Tier } from '@spindle/shared';
import type { Sql } from '../../platform/index.ts';
import { restsAt } from './maintenance/maintenance.repo.ts';

/** What all live offers of a model are together. */
export interface SoldSums {
  modelId: string;
  /** The least that any asks, in micro-USD per million tokens. */
  inputMicroUsdPerMTok: bigint;
  outputMicroUsdPerMTok: bigint;
  tiers: ReadonlySet<Tier>;
  /** One for each live offer. */
  listingIds: readonly string[];
}

interface SumsRow {
  model_id: string;
  input: string;
  output: string;
  tiers: Tier[];
  listing_ids: string;
}

/** A row for each model that somebody sells: the database adds up, so that ten thousand offers are not carried over. */
export async function sumLiveOffers(sql: Sql, nowMs: number): Promise<SoldSums[]> {
  const { rows } = await sql.query<SumsRow>({
    name: 'sold-sums',
    text: `SELECT o.model_id, min(o.input_micro_usd_per_mtok) AS input, min(o.output_micro_usd_per_mtok) AS output,
        array_agg(DISTINCT l.tier) AS tiers, string_agg(o.listing_id::text, ' ') AS listing_ids
       FROM offer o
       JOIN listing l ON l.id = o.listing_id AND l.state = 'live'
       JOIN account a ON a.id = l.account_id AND a.banned_reason IS NULL
      WHERE o.is_active AND NOT ${restsAt('$1::timestamptz')}
      GROUP BY o.model_id`,
    values: [new Date(nowMs)],
  });
  return rows.map((row) => ({
    modelId: row.model_id,
    inputMicroUsdPerMTok: BigInt(row.input),
    outputMicroUsdPerMTok: BigInt(row.output),
    tiers: new Set(row.tiers),
    listingIds: row.listing_ids.split(' '),
  }));
}
