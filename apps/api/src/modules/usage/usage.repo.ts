import type { Sql } from '../../platform/index.ts';
import type { AnswerRecord } from './answer-record.ts';

/** Writes the usage rows of many requests by one statement. A job has one row, whoever writes it. */
export async function insertUsage(sql: Sql, records: readonly AnswerRecord[], nowMs: number): Promise<void> {
  if (records.length === 0) return;
  const column = <Value>(of: (record: AnswerRecord) => Value): Value[] => records.map(of);
  await sql.query({
    name: 'insert-usage',
    text: `INSERT INTO usage (job_id, account_id, api_key_id, provider_id, listing_id, node_id, model_id, "end",
        error_code, input_tokens, cached_tokens, output_tokens, cost_nano, fee_nano, cost_micro_usd,
        rate_micro_usd_per_coin, first_token_ms, total_ms, decision, receipt, receipt_signature, created_at)
      SELECT rows.*, to_timestamp($22 / 1000.0) FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[],
        $6::uuid[], $7::text[], $8::text[], $9::text[], $10::int[], $11::int[], $12::int[], $13::bigint[], $14::bigint[],
        $15::bigint[], $16::bigint[], $17::int[], $18::int[], $19::jsonb[], $20::text[], $21::text[]) AS rows
      ON CONFLICT (job_id) DO NOTHING`,
    values: [
      column((it) => it.jobId),
      column((it) => it.accountId),
      column((it) => it.apiKeyId),
      column((it) => it.worker?.providerId ?? null),
      column((it) => it.worker?.listingId ?? null),
      column((it) => it.worker?.nodeId ?? null),
      column((it) => it.modelId),
      column((it) => it.bill.end.kind),
      column((it) => it.errorCode),
      column((it) => it.bill.tokens.input),
      column((it) => it.bill.tokens.cached),
      column((it) => it.bill.tokens.output),
      column((it) => it.bill.costNano),
      column((it) => it.bill.feeNano),
      column((it) => it.bill.costMicroUsd),
      column((it) => it.rateMicroUsdPerCoin),
      column((it) => it.firstTokenMs),
      column((it) => it.totalMs),
      column((it) => JSON.stringify(it.decision)),
      column((it) => it.receipt?.text ?? null),
      column((it) => it.receipt?.signature ?? null),
      nowMs,
    ],
  });
}
