import type { Sql } from '../../../platform/index.ts';
import type { CanaryCode, Judged, Reading, Verdict } from '../shapes.ts';
import type { Reference } from './judge.ts';
import type { JudgedRun } from './standing.ts';

export interface NewRun {
  runId: string;
  promptId: string;
  nodeId: string;
  listingId: string;
  accountId: string;
  atMs: number;
}

/**
 * Takes a question for a provider, before it is asked. @returns false when another machine of theirs has it: no provider
 * is ever asked the same twice.
 */
export async function takePrompt(sql: Sql, run: NewRun): Promise<boolean> {
  const { rowCount } = await sql.query(
    `INSERT INTO canary_run (id, prompt_id, node_id, listing_id, account_id, at, verdict, code, tokens)
     VALUES ($1, $2, $3, $4, $5, to_timestamp($6 / 1000.0), 'unknown', 'no_answer', 0)
     ON CONFLICT (prompt_id, account_id) DO NOTHING`,
    [run.runId, run.promptId, run.nodeId, run.listingId, run.accountId, run.atMs],
  );
  return rowCount === 1;
}

export async function saveReading(sql: Sql, runId: string, reading: Reading, tokens: number): Promise<void> {
  await sql.query(`UPDATE canary_run SET reading = $2, tokens = $3, code = 'no_reference' WHERE id = $1`, [
    runId,
    JSON.stringify(reading),
    tokens,
  ]);
}

export async function saveVerdict(sql: Sql, runId: string, judged: Judged): Promise<void> {
  await sql.query('UPDATE canary_run SET verdict = $2, code = $3, statistic = $4, threshold = $5 WHERE id = $1', [
    runId,
    judged.verdict,
    judged.code,
    judged.statistic,
    judged.threshold,
  ]);
}

export interface AnsweredRun {
  runId: string;
  nodeId: string;
  accountId: string;
  reading: Reading;
  /** Whether an admin vouches for its machine. */
  isTrusted: boolean;
  /** Whether the machine is suspected: it has no voice in what is right. */
  isSuspected: boolean;
}

/** All answers to a question. */
export async function readAnswers(sql: Sql, promptId: string): Promise<AnsweredRun[]> {
  const { rows } = await sql.query<{
    id: string;
    node_id: string;
    account_id: string;
    reading: Reading;
    is_trusted: boolean;
    is_suspected: boolean;
  }>(
    `SELECT r.id, r.node_id, r.account_id, r.reading, t.listing_id IS NOT NULL AS is_trusted,
            coalesce(s.state = 'suspected', false) AS is_suspected
     FROM canary_run r LEFT JOIN trusted_listing t ON t.listing_id = r.listing_id
       LEFT JOIN node_standing s ON s.node_id = r.node_id
     WHERE r.prompt_id = $1 AND r.reading IS NOT NULL ORDER BY r.at, r.id`,
    [promptId],
  );
  return rows.map((row) => ({
    runId: row.id,
    nodeId: row.node_id,
    accountId: row.account_id,
    reading: row.reading,
    isTrusted: row.is_trusted,
    isSuspected: row.is_suspected,
  }));
}

export async function readReference(sql: Sql, promptId: string): Promise<(Reference & { source: string }) | null> {
  const { rows } = await sql.query<{ source: string; reading: Reading; threshold: number }>(
    'SELECT source, reading, threshold FROM canary_reference WHERE prompt_id = $1',
    [promptId],
  );
  return rows[0] ?? null;
}

export interface NewReference extends Reference {
  promptId: string;
  source: 'trusted' | 'majority';
  listingId: string | null;
  providers: number;
  atMs: number;
}

/** What an admin vouches for takes the place of what a majority said. */
export async function saveReference(sql: Sql, it: NewReference): Promise<void> {
  await sql.query(
    `INSERT INTO canary_reference (prompt_id, source, listing_id, providers, reading, threshold, at)
     VALUES ($1, $2, $3, $4, $5, $6, to_timestamp($7 / 1000.0))
     ON CONFLICT (prompt_id) DO UPDATE SET source = EXCLUDED.source, listing_id = EXCLUDED.listing_id,
       providers = EXCLUDED.providers, reading = EXCLUDED.reading, threshold = EXCLUDED.threshold, at = EXCLUDED.at`,
    [it.promptId, it.source, it.listingId, it.providers, JSON.stringify(it.reading), it.threshold, it.atMs],
  );
}

/** The last verdicts on a machine, newest first: those since an admin cleared it. */
export async function readVerdicts(sql: Sql, nodeId: string, limit: number): Promise<JudgedRun[]> {
  const { rows } = await sql.query<{ id: string; verdict: Verdict; code: CanaryCode }>(
    `SELECT r.id, r.verdict, r.code FROM canary_run r LEFT JOIN node_standing s ON s.node_id = r.node_id
     WHERE r.node_id = $1 AND r.verdict <> 'unknown' AND (s.counts_from IS NULL OR r.at >= s.counts_from)
     ORDER BY r.at DESC, r.id DESC LIMIT $2`,
    [nodeId, limit],
  );
  return rows.map((row) => ({ runId: row.id, verdict: row.verdict, code: row.code }));
}

export async function dropRunsBefore(sql: Sql, atMs: number): Promise<void> {
  await sql.query('DELETE FROM canary_run WHERE at < to_timestamp($1 / 1000.0)', [atMs]);
}
