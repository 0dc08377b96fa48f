import type { Sql } from '../../platform/index.ts';

/** The least that some offers of a model ask, each kind of token by itself. */
export interface LeastPrice {
  inputMicroUsdPerMTok: bigint;
  outputMicroUsdPerMTok: bigint;
}

export interface ServingOffer {
  modelId: string;
  listingId: string;
}

/** By model, of these offers alone. */
export async function findLeastPrices(
  sql: Sql,
  offers: readonly ServingOffer[],
): Promise<ReadonlyMap<string, LeastPrice>> {
  if (offers.length === 0) return new Map();
  const { rows } = await sql.query<{ model_id: string; input: string; output: string }>({
    name: 'least-prices',
    text: `SELECT o.model_id, min(o.input_micro_usd_per_mtok) AS input, min(o.output_micro_usd_per_mtok) AS output
       FROM unnest($1::text[], $2::uuid[]) AS wanted(model_id, listing_id)
       JOIN offer o ON o.listing_id = wanted.listing_id AND o.model_id = wanted.model_id AND o.is_active
      GROUP BY o.model_id`,
    values: [offers.map(({ modelId }) => modelId), offers.map(({ listingId }) => listingId)],
  });
  return new Map(
    rows.map(({ model_id: modelId, input, output }) => [
      modelId,
      { inputMicroUsdPerMTok: BigInt(input), outputMicroUsdPerMTok: BigInt(output) },
    ]),
  );
}
