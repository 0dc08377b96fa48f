import { ok, type Result } from '@spindle/shared';
import type { Database } from '../../platform/index.ts';
import type { PriceLine } from './shapes.ts';

/** More changes than a chart can show. */
const MOST_CHANGES = 500;

/** What a listing that is on the market asks for each model, and has asked; each change with its time, oldest first. */
export async function priceHistory(
  { db }: { db: Database },
  { listingId }: { listingId: string },
): Promise<Result<PriceLine[]>> {
  const { rows } = await db.pool.query<{ model_id: string; name: string; at: Date; input: string; output: string }>(
    `SELECT o.model_id, m.name, p.at, p.input_micro_usd_per_mtok AS input, p.output_micro_usd_per_mtok AS output
       FROM offer o JOIN offer_price p ON p.offer_id = o.id JOIN catalog_model m ON m.id = o.model_id
       JOIN listing l ON l.id = o.listing_id AND l.state NOT IN ('in_review', 'rejected')
      WHERE o.listing_id = $1 AND o.is_active ORDER BY p.at DESC LIMIT $2`,
    [listingId, MOST_CHANGES],
  );
  const lines = new Map<string, PriceLine>();
  for (const { model_id: modelId, name: modelName, at, input, output } of rows.reverse()) {
    const line = lines.get(modelId) ?? { modelId, modelName, changes: [] };
    lines.set(modelId, line);
    line.changes.push({
      atMs: at.getTime(),
      inputMicroUsdPerMTok: BigInt(input),
      outputMicroUsdPerMTok: BigInt(output),
    });
  }
  return ok([...lines.values()]);
}
