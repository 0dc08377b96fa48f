import { batchPrice, type DataPolicy, type Tier, type TokenPrice } from '@spindle/shared';
import type { Sql } from '../../platform/index.ts';
import { restsAt } from './maintenance/maintenance.repo.ts';

/** What all live offers of a model are together. */
export interface SoldSums {
  modelId: string;
  /** The least that any asks for each kind of token, and the same for batches; in micro-USD per million. */
  price: TokenPrice;
  batchPrice: TokenPrice;
  tiers: ReadonlySet<Tier>;
  dataPolicies: ReadonlySet<DataPolicy>;
  regions: ReadonlySet<string>;
  hardwareIds: ReadonlySet<string>;
  /** One for each live offer. */
  listingIds: readonly string[];
}

interface SumsRow {
  model_id: string;
  tier: Tier;
  data_policy: DataPolicy;
  region: string;
  hardware_id: string;
  batch_discount: number;
  input: string;
  cached: string;
  output: string;
  listing_ids: string;
}

/**
 * What is on sale of each model. The database adds up what is alike, so that ten thousand offers are not carried over:
 * discounts round up for each offer, and the least of many is that of the least price with the same discount.
 */
export async function sumLiveOffers(sql: Sql, nowMs: number): Promise<SoldSums[]> {
  const { rows } = await sql.query<SumsRow>({
    name: 'sold-sums',
    text: `SELECT o.model_id, l.tier, l.data_policy, l.region, l.hardware_id, o.batch_discount_percent AS batch_discount,
        min(o.input_micro_usd_per_mtok) AS input, min(o.cached_input_micro_usd_per_mtok) AS cached,
        min(o.output_micro_usd_per_mtok) AS output, string_agg(o.listing_id::text, ' ') AS listing_ids
       FROM offer o
       JOIN listing l ON l.id = o.listing_id AND l.state = 'live'
       JOIN account a ON a.id = l.account_id AND a.banned_reason IS NULL
      WHERE o.is_active AND NOT ${restsAt('$1::timestamptz')}
      GROUP BY o.model_id, l.tier, l.data_policy, l.region, l.hardware_id, o.batch_discount_percent`,
    values: [new Date(nowMs)],
  });
  const byModel = new Map<string, SumsRow[]>();
  for (const row of rows) {
    const own = byModel.get(row.model_id);
    if (own) own.push(row);
    else byModel.set(row.model_id, [row]);
  }
  return [...byModel].map(([modelId, own]) => sumsOf(modelId, own));
}

function sumsOf(modelId: string, rows: readonly SumsRow[]): SoldSums {
  const prices = rows.map((row) => ({ price: priceOf(row), discount: row.batch_discount }));
  return {
    modelId,
    price: leastOf(prices.map(({ price }) => price)),
    batchPrice: leastOf(prices.map(({ price, discount }) => batchPrice(price, discount))),
    tiers: new Set(rows.map(({ tier }) => tier)),
    dataPolicies: new Set(rows.map((row) => row.data_policy)),
    regions: new Set(rows.map(({ region }) => region)),
    hardwareIds: new Set(rows.map((row) => row.hardware_id)),
    listingIds: rows.flatMap((row) => row.listing_ids.split(' ')),
  };
}

const priceOf = ({ input, cached, output }: SumsRow): TokenPrice => ({
  inputMicroUsdPerMTok: BigInt(input),
  cachedInputMicroUsdPerMTok: BigInt(cached),
  outputMicroUsdPerMTok: BigInt(output),
});

function leastOf(prices: readonly TokenPrice[]): TokenPrice {
  const least = (name: keyof TokenPrice) => prices.map((it) => it[name]).reduce((a, b) => (b < a ? b : a));
  return {
    inputMicroUsdPerMTok: least('inputMicroUsdPerMTok'),
    cachedInputMicroUsdPerMTok: least('cachedInputMicroUsdPerMTok'),
    outputMicroUsdPerMTok: least('outputMicroUsdPerMTok'),
  };
}
