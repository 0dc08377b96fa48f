import { type AlsoWritten, closeAndWrite } from '../ledger/index.ts';
import type { AnswerRecord } from './answer-record.ts';
import { EARN_DAY, USAGE_DAY, upsertSums } from './sums.ts';
import { tokensPerSecond } from './tokens-per-second.ts';

interface Column {
  /** As SQL writes it; and in JSON. */
  name: string;
  key: string;
  type: string;
  of(record: AnswerRecord): string | number | bigint | object | null;
}

const column = (name: string, type: string, of: Column['of']): Column => ({
  ...{ name, type, of },
  key: name.replaceAll('"', ''),
});

const COLUMNS: readonly Column[] = [
  column('job_id', 'uuid', (it) => it.jobId),
  column('account_id', 'uuid', (it) => it.accountId),
  column('api_key_id', 'uuid', (it) => it.apiKeyId),
  column('provider_id', 'uuid', (it) => it.worker?.providerId ?? null),
  column('listing_id', 'uuid', (it) => it.worker?.listingId ?? null),
  column('node_id', 'uuid', (it) => it.worker?.nodeId ?? null),
  column('model_id', 'text', (it) => it.modelId),
  column('kind', 'text', (it) => it.kind ?? 'chat'),
  column('service_class', 'text', (it) => it.serviceClass ?? 'interactive'),
  column('tier', 'text', (it) => it.tier ?? null),
  column('"end"', 'text', (it) => it.bill.end.kind),
  column('error_code', 'text', (it) => it.errorCode),
  column('attempts', 'int', (it) => it.decision.attempts.length),
  column('input_tokens', 'int', (it) => it.bill.tokens.input),
  column('cached_tokens', 'int', (it) => it.bill.tokens.cached),
  column('output_tokens', 'int', (it) => it.bill.tokens.output),
  column('cost_nano', 'bigint', (it) => it.bill.costNano),
  column('fee_nano', 'bigint', (it) => it.bill.feeNano),
  column('cost_micro_usd', 'bigint', (it) => it.bill.costMicroUsd),
  column('rate_micro_usd_per_coin', 'bigint', (it) => it.rateMicroUsdPerCoin),
  column('queue_ms', 'int', (it) => it.queueMs ?? 0),
  column('first_token_ms', 'int', (it) => it.firstTokenMs),
  column('total_ms', 'int', (it) => it.totalMs),
  column('tokens_per_second', 'real', (it) => tokensPerSecond(it.bill.tokens.output, it.firstTokenMs, it.totalMs)),
  column('decision', 'jsonb', (it) => it.decision),
  column('receipt', 'text', (it) => it.receipt?.text ?? null),
  column('receipt_signature', 'text', (it) => it.receipt?.signature ?? null),
];

/**
 * The rows of jobs whose hold closes, and the sums over these very rows, by one statement with the closing: rows are
 * written once, for who closed the hold. `earned` waits for `used`, so that every broker locks the sums in one order,
 * behind those of the ledger.
 */
const CLOSE_AND_WRITE_USAGE = closeAndWrite('close-and-write-usage', (json) => ({
  last: 'earned',
  steps: `ended AS MATERIALIZED (
  SELECT r.* FROM json_to_recordset(${json}::json) AS r(
    ${COLUMNS.map(({ name, type }) => `${name} ${type}`).join(', ')}, created_ms float8
  ) JOIN closing c ON c.job_id = r.job_id
), written AS (
  INSERT INTO usage (${COLUMNS.map(({ name }) => name).join(', ')}, created_at)
  SELECT ${COLUMNS.map(({ name }) => name).join(', ')}, to_timestamp(created_ms / 1000.0) FROM ended
  RETURNING account_id, api_key_id, provider_id, listing_id, model_id, "end", input_tokens, cached_tokens,
    output_tokens, cost_nano, fee_nano, cost_micro_usd, first_token_ms, total_ms, created_at
), used AS (
  ${upsertSums(USAGE_DAY, 'written')} RETURNING 1
), earned AS (
  ${upsertSums(EARN_DAY, 'written', '(SELECT count(*) FROM used) >= 0')} RETURNING 1
)`,
}));

/** What is written of these requests with the end of their holds: a row for each, and their part of the sums by day. */
export const usageOfClosed = (records: readonly AnswerRecord[], nowMs: number): AlsoWritten => ({
  statement: CLOSE_AND_WRITE_USAGE,
  json: JSON.stringify(records.map((record) => rowOf(record, nowMs))),
});

function rowOf(record: AnswerRecord, nowMs: number): object {
  const row: Record<string, string | number | object | null> = { created_ms: nowMs };
  for (const { key, of } of COLUMNS) {
    const value = of(record);
    row[key] = typeof value === 'bigint' ? value.toString() : value;
  }
  return row;
}
