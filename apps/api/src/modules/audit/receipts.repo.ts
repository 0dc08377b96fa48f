import type { Sql } from '../../platform/index.ts';

/** A request that cost something, with its receipt and what it was quoted by. */
export interface BilledRow {
  jobId: string;
  nodeId: string | null;
  costNano: bigint;
  feeNano: bigint;
  outputTokens: number;
  receipt: { text: string; signature: string } | null;
  requestHash: string;
  /** The terms of all candidates, as the hold keeps them. */
  terms: unknown;
  createdAt: Date;
}

/** Where the next page begins. */
export type BilledCursor = Pick<BilledRow, 'createdAt' | 'jobId'>;

export async function readBilled(
  sql: Sql,
  since: Date,
  after: BilledCursor | null,
  limit: number,
): Promise<BilledRow[]> {
  const { rows } = await sql.query<BilledColumns>(
    `SELECT u.job_id, u.node_id, u.cost_nano, u.fee_nano, u.output_tokens, u.receipt, u.receipt_signature,
       h.request_hash, h.terms, u.created_at
     FROM usage u JOIN hold h ON h.job_id = u.job_id
     WHERE u.cost_nano > 0 AND u.created_at >= $1
       AND ($2::timestamptz IS NULL OR (u.created_at, u.job_id) > ($2, $3::uuid))
     ORDER BY u.created_at, u.job_id LIMIT $4`,
    [since, after?.createdAt ?? null, after?.jobId ?? null, limit],
  );
  return rows.map((row) => ({
    jobId: row.job_id,
    nodeId: row.node_id,
    costNano: BigInt(row.cost_nano),
    feeNano: BigInt(row.fee_nano),
    outputTokens: row.output_tokens,
    receipt:
      row.receipt !== null && row.receipt_signature !== null
        ? { text: row.receipt, signature: row.receipt_signature }
        : null,
    requestHash: row.request_hash,
    terms: JSON.parse(row.terms),
    createdAt: row.created_at,
  }));
}

interface BilledColumns {
  job_id: string;
  node_id: string | null;
  cost_nano: string;
  fee_nano: string;
  output_tokens: number;
  receipt: string | null;
  receipt_signature: string | null;
  request_hash: string;
  /** JSON. */
  terms: string;
  created_at: Date;
}
