import type { Sql } from '../../../platform/index.ts';

/** What was written of an answer when it ended, with the terms that it was quoted by and the record of its machine. */
export interface EvidenceRow {
  node_id: string | null;
  model_id: string;
  end: string;
  error_code: string | null;
  /** The journey, as JSON. */
  decision: unknown;
  created_at: Date;
  input_tokens: number;
  cached_tokens: number;
  output_tokens: number;
  cost_nano: string;
  fee_nano: string;
  first_token_ms: number | null;
  total_ms: number;
  tokens_per_second: number | null;
  receipt: string | null;
  receipt_signature: string | null;
  request_hash: string;
  /** JSON. */
  terms: string;
  node_answers: number | null;
  node_first_token_ms: number | null;
  node_tokens_per_second: number | null;
  listing_requests: number;
  listing_disputes: number;
  listing_refunded: number;
}

export async function readEvidence(sql: Sql, jobId: string, since: Date): Promise<EvidenceRow | null> {
  const { rows } = await sql.query<EvidenceRow>(
    `SELECT u.node_id, u.model_id, u."end", u.error_code, u.decision, u.created_at, u.input_tokens, u.cached_tokens, u.output_tokens,
       u.cost_nano, u.fee_nano, u.first_token_ms, u.total_ms, u.tokens_per_second, u.receipt, u.receipt_signature,
       h.request_hash, h.terms, n.answers AS node_answers, n.first_token_ms AS node_first_token_ms,
       n.tokens_per_second AS node_tokens_per_second,
       (SELECT count(*) FROM usage x WHERE x.provider_id = u.provider_id AND x.listing_id = u.listing_id AND x.created_at > $2)::int AS listing_requests,
       (SELECT count(*) FROM dispute x WHERE x.listing_id = u.listing_id AND x.created_at > $2)::int AS listing_disputes,
       (SELECT count(*) FROM dispute x WHERE x.listing_id = u.listing_id AND x.created_at > $2 AND x.state = 'refunded')::int AS listing_refunded
     FROM usage u JOIN hold h ON h.job_id = u.job_id LEFT JOIN node n ON n.id = u.node_id WHERE u.job_id = $1`,
    [jobId, since],
  );
  return rows[0] ?? null;
}
