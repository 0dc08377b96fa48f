import type { Sql } from '../../../platform/index.ts';
import { makePrompt } from '../prompts/make-prompt.ts';
import type { CanaryCode, CanaryKind, CanaryResult, Verdict } from '../shapes.ts';

/** Listings that nobody has approved, or that were rejected, are nobody's to see. */
export async function isShown(sql: Sql, listingId: string): Promise<boolean> {
  const { rowCount } = await sql.query(
    `SELECT 1 FROM listing WHERE id = $1 AND state NOT IN ('in_review', 'rejected')`,
    [listingId],
  );
  return rowCount === 1;
}

/** Results of a listing's canaries, newest first; the question is told once it is retired. */
export async function readPublicRuns(sql: Sql, listingId: string, limit: number): Promise<CanaryResult[]> {
  const { rows } = await sql.query<{
    id: string;
    node_id: string;
    model_id: string;
    at: Date;
    kind: CanaryKind;
    verdict: Verdict;
    code: CanaryCode;
    statistic: number | null;
    threshold: number | null;
    seed: string | null;
    is_easy: boolean;
  }>(
    `SELECT r.id, r.node_id, p.model_id, r.at, p.kind, r.verdict, r.code, r.statistic, r.threshold, p.is_easy,
            CASE WHEN p.retired_at IS NOT NULL THEN p.seed END AS seed
     FROM canary_run r JOIN canary_prompt p ON p.id = r.prompt_id
     WHERE r.listing_id = $1 ORDER BY r.at DESC, r.id DESC LIMIT $2`,
    [listingId, limit],
  );
  return rows.map((row) => ({
    runId: row.id,
    nodeId: row.node_id,
    modelId: row.model_id,
    atMs: row.at.getTime(),
    kind: row.kind,
    verdict: row.verdict,
    code: row.code,
    statistic: row.statistic,
    threshold: row.threshold,
    question: row.seed === null ? null : questionOf(row.kind, row.seed, row.is_easy),
  }));
}

function questionOf(kind: CanaryKind, seed: string, isEasy: boolean): string {
  const { messages } = makePrompt({ kind, seed, isEasy }).question;
  return messages.map(({ content }) => String(content)).join('\n');
}
