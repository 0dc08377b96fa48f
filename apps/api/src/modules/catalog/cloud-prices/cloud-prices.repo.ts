import { rowsOf, type Sql, type Transaction } from '../../../platform/index.ts';
import type { CloudMatch, CloudPrice } from './shapes.ts';

/** SQL on the clouds' prices. */

type Columns = {
  id: string;
  model_id: string;
  vendor: string;
  vendor_model: string;
  region: string;
  match: CloudMatch;
  input_micro_usd_per_mtok: string;
  cached_input_micro_usd_per_mtok: string | null;
  output_micro_usd_per_mtok: string;
  source_url: string;
  checked_at: Date;
};

/** Those that were checked after a time; null for all. Removed ones are left out. */
export async function readCloudPrices(sql: Sql, checkedAfterMs: number | null): Promise<CloudPrice[]> {
  const { rows } = await sql.query<Columns>(
    `SELECT c.* FROM cloud_price c JOIN catalog_model m ON m.id = c.model_id
      WHERE c.removed_at IS NULL AND ($1::timestamptz IS NULL OR (c.checked_at > $1 AND m.hidden_at IS NULL))
      ORDER BY m.sort_order, m.id, c.match DESC, c.vendor, c.region`,
    [checkedAfterMs === null ? null : new Date(checkedAfterMs)],
  );
  return rows.map((row) => ({
    priceId: row.id,
    modelId: row.model_id,
    vendor: row.vendor,
    vendorModel: row.vendor_model,
    region: row.region,
    match: row.match,
    inputMicroUsdPerMTok: BigInt(row.input_micro_usd_per_mtok),
    cachedInputMicroUsdPerMTok:
      row.cached_input_micro_usd_per_mtok === null ? null : BigInt(row.cached_input_micro_usd_per_mtok),
    outputMicroUsdPerMTok: BigInt(row.output_micro_usd_per_mtok),
    sourceUrl: row.source_url,
    checkedAtMs: row.checked_at.getTime(),
  }));
}

/** Adds what is missing. What is there, or was removed, is an admin's. */
export async function insertCloudSeeds(sql: Sql, prices: readonly CloudPrice[]): Promise<void> {
  for (const price of prices) await sql.query(`${INSERT} ON CONFLICT DO NOTHING`, valuesOf(price));
}

const INSERT = `INSERT INTO cloud_price (id, model_id, vendor, vendor_model, region, match, input_micro_usd_per_mtok,
    cached_input_micro_usd_per_mtok, output_micro_usd_per_mtok, source_url, checked_at)
  SELECT $1::uuid, m.id, $3::text, $4::text, $5::text, $6::text, $7::bigint, $8::bigint, $9::bigint, $10::text, $11::timestamptz
    FROM catalog_model m WHERE m.id = $2::text`;

const valuesOf = (price: CloudPrice) => [
  ...[price.priceId, price.modelId, price.vendor, price.vendorModel, price.region, price.match],
  String(price.inputMicroUsdPerMTok),
  price.cachedInputMicroUsdPerMTok === null ? null : String(price.cachedInputMicroUsdPerMTok),
  ...[String(price.outputMicroUsdPerMTok), price.sourceUrl, new Date(price.checkedAtMs).toISOString()],
];

/** Writes a price as an admin has just read it: a new one, one that was changed, or one that had been removed. */
export async function writeCloudPrice(transaction: Transaction, price: CloudPrice): Promise<boolean> {
  const rows = await rowsOf(
    transaction,
    `${INSERT}
     ON CONFLICT (model_id, vendor, vendor_model, region) DO UPDATE SET match = excluded.match,
       input_micro_usd_per_mtok = excluded.input_micro_usd_per_mtok,
       cached_input_micro_usd_per_mtok = excluded.cached_input_micro_usd_per_mtok,
       output_micro_usd_per_mtok = excluded.output_micro_usd_per_mtok, source_url = excluded.source_url,
       checked_at = excluded.checked_at, edited_at = excluded.checked_at, removed_at = NULL
     RETURNING id`,
    valuesOf(price),
  );
  return rows.length === 1;
}

/** @returns false when there is none. */
export async function renewPrice(transaction: Transaction, priceId: string, nowMs: number): Promise<boolean> {
  const rows = await rowsOf(
    transaction,
    'UPDATE cloud_price SET checked_at = $2::timestamptz WHERE id = $1::uuid AND removed_at IS NULL RETURNING id',
    [priceId, new Date(nowMs).toISOString()],
  );
  return rows.length === 1;
}

export async function removePrice(transaction: Transaction, priceId: string, nowMs: number): Promise<boolean> {
  const rows = await rowsOf(
    transaction,
    'UPDATE cloud_price SET removed_at = $2::timestamptz WHERE id = $1::uuid AND removed_at IS NULL RETURNING id',
    [priceId, new Date(nowMs).toISOString()],
  );
  return rows.length === 1;
}
