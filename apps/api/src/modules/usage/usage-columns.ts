import type { EndKind, RequestKind, ServiceClass } from '@spindle/shared';
import type { UsageRow } from './shapes.ts';

/** What a list shows of a row `u` of `usage` and its key `k`. */
export const USAGE_COLUMNS = `u.job_id, u.model_id, u.kind, u.service_class, u.tier, u.listing_id, u."end", u.error_code,
  u.attempts, u.input_tokens, u.cached_tokens, u.output_tokens, u.cost_nano, u.fee_nano, u.cost_micro_usd, u.queue_ms,
  u.first_token_ms, u.total_ms, u.tokens_per_second, u.created_at, u.api_key_id, k.name AS key_name,
  (SELECT g.job_id FROM gift g WHERE g.job_id = u.job_id) IS NOT NULL AS is_gift`;

export interface UsageColumns {
  job_id: string;
  model_id: string;
  kind: RequestKind;
  service_class: ServiceClass;
  tier: string | null;
  listing_id: string | null;
  end: EndKind;
  error_code: string | null;
  attempts: number;
  input_tokens: number;
  cached_tokens: number;
  output_tokens: number;
  cost_nano: string;
  fee_nano: string;
  cost_micro_usd: string;
  queue_ms: number;
  first_token_ms: number | null;
  total_ms: number;
  tokens_per_second: number | null;
  created_at: Date;
  api_key_id: string | null;
  key_name: string | null;
  is_gift: boolean;
}

export const toUsageRow = (row: UsageColumns): UsageRow => ({
  jobId: row.job_id,
  modelId: row.model_id,
  kind: row.kind,
  serviceClass: row.service_class,
  tier: row.tier,
  listingId: row.listing_id,
  end: row.end,
  errorCode: row.error_code,
  attempts: row.attempts,
  inputTokens: row.input_tokens,
  cachedTokens: row.cached_tokens,
  outputTokens: row.output_tokens,
  costNano: BigInt(row.cost_nano),
  feeNano: BigInt(row.fee_nano),
  costMicroUsd: BigInt(row.cost_micro_usd),
  queueMs: row.queue_ms,
  firstTokenMs: row.first_token_ms,
  totalMs: row.total_ms,
  tokensPerSecond: row.tokens_per_second,
  atMs: row.created_at.getTime(),
  apiKeyId: row.api_key_id,
  keyName: row.key_name,
  isGift: row.is_gift,
});
