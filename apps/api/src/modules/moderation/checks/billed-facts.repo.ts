import type { Sql } from '../../../platform/index.ts';
import type { BilledFacts } from './listing-facts.ts';

/** Of a week. Others are told apart by their accounts: one with ten listings has one voice. */
const BILLED = `SELECT l.account_id, n.listing_id, t.model_id, t.input_tokens, t.input_bytes, t.output_tokens, t.output_bytes
  FROM node_day_tokens t JOIN node n ON n.id = t.node_id JOIN listing l ON l.id = n.listing_id
 WHERE t.day >= (to_timestamp($2 / 1000.0) AT TIME ZONE 'UTC')::date - 7`;
/** Fewer tokens, or fewer others, are nothing to hold anybody against. */
const LEAST_TOKENS = 10_000;
const LEAST_OTHERS = 3;

interface Row {
  listing_id: string;
  model_id: string;
  input_tokens: number;
  output_tokens: number;
  input_ratio: number | null;
  output_ratio: number | null;
  others: number | null;
}

/** What listings billed for each model, and the bytes that were carried for it. */
export async function readBilled(
  sql: Sql,
  listingIds: readonly string[],
  nowMs: number,
): Promise<Map<string, BilledFacts[]>> {
  const { rows } = await sql.query<Row>(
    `WITH billed AS MATERIALIZED (${BILLED}
        AND t.model_id IN (SELECT o.model_id FROM offer o WHERE o.listing_id = ANY($1::uuid[]))
     ), own AS (
       SELECT listing_id, account_id, model_id, sum(input_tokens)::float8 AS input_tokens,
              sum(output_tokens)::float8 AS output_tokens,
              (sum(input_bytes) / nullif(sum(input_tokens), 0))::float8 AS input_ratio,
              (sum(output_bytes) / nullif(sum(output_tokens), 0))::float8 AS output_ratio
       FROM billed WHERE listing_id = ANY($1::uuid[]) GROUP BY listing_id, account_id, model_id
     ), voices AS (
       SELECT account_id, model_id, (sum(input_bytes) / sum(input_tokens))::float8 AS ratio
       FROM billed GROUP BY account_id, model_id HAVING sum(input_tokens) >= ${LEAST_TOKENS}
     )
     SELECT own.*, (SELECT CASE WHEN count(*) >= ${LEAST_OTHERS}
              THEN percentile_cont(0.5) WITHIN GROUP (ORDER BY v.ratio) END
         FROM voices v WHERE v.model_id = own.model_id AND v.account_id <> own.account_id) AS others
       FROM own ORDER BY own.listing_id, own.model_id`,
    [listingIds, nowMs],
  );
  const found = new Map<string, BilledFacts[]>();
  for (const row of rows) found.set(row.listing_id, [...(found.get(row.listing_id) ?? []), toBilled(row)]);
  return found;
}

const toBilled = (row: Row): BilledFacts => ({
  modelId: row.model_id,
  inputTokens: row.input_tokens,
  outputTokens: row.output_tokens,
  inputBytesPerToken: row.input_ratio,
  outputBytesPerToken: row.output_ratio,
  othersInputBytesPerToken: row.others,
});
