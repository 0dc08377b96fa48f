import type { Sql } from '../../../platform/index.ts';
import type { CanaryKind } from '../shapes.ts';

export interface PromptRow {
  promptId: string;
  modelId: string;
  revision: string;
  kind: CanaryKind;
  seed: string;
  isEasy: boolean;
}

/** Whom a question is sought for. */
export interface Asked {
  modelId: string;
  revision: string;
  accountId: string;
  kinds: readonly CanaryKind[];
  /** Whether its answers are the reference: then a question comes first that has none. */
  isTrusted: boolean;
}

interface Row {
  id: string;
  model_id: string;
  revision: string;
  kind: CanaryKind;
  seed: string;
  is_easy: boolean;
}

const toPrompt = (row: Row): PromptRow => ({
  promptId: row.id,
  modelId: row.model_id,
  revision: row.revision,
  kind: row.kind,
  seed: row.seed,
  isEasy: row.is_easy,
});

/**
 * A live question that this provider was never asked: one with a reference first, then one that many have answered, so
 * that a majority comes about. Among equals by chance. @returns null when there is none left.
 */
export async function findPrompt(sql: Sql, asked: Asked): Promise<PromptRow | null> {
  const { rows } = await sql.query<Row>(
    `SELECT p.id, p.model_id, p.revision, p.kind, p.seed, p.is_easy FROM canary_prompt p
     WHERE p.model_id = $1 AND p.revision = $2 AND p.retired_at IS NULL AND p.kind = ANY($4)
       AND NOT EXISTS (SELECT 1 FROM canary_run r WHERE r.prompt_id = p.id AND r.account_id = $3)
     ORDER BY EXISTS (SELECT 1 FROM canary_reference f WHERE f.prompt_id = p.id) <> $5 DESC,
       (SELECT count(*) FROM canary_run r WHERE r.prompt_id = p.id) DESC, random() LIMIT 1`,
    [asked.modelId, asked.revision, asked.accountId, asked.kinds, asked.isTrusted],
  );
  return rows[0] ? toPrompt(rows[0]) : null;
}

export async function insertPrompt(sql: Sql, prompt: PromptRow, nowMs: number): Promise<void> {
  await sql.query(
    `INSERT INTO canary_prompt (id, model_id, revision, kind, seed, is_easy, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, to_timestamp($7 / 1000.0))`,
    [prompt.promptId, prompt.modelId, prompt.revision, prompt.kind, prompt.seed, prompt.isEasy, nowMs],
  );
}

/** Locked, so that two answers at once make one reference. @returns null for one that is retired. */
export async function lockPrompt(sql: Sql, promptId: string): Promise<PromptRow | null> {
  const { rows } = await sql.query<Row>(
    `SELECT id, model_id, revision, kind, seed, is_easy FROM canary_prompt WHERE id = $1 AND retired_at IS NULL FOR UPDATE`,
    [promptId],
  );
  return rows[0] ? toPrompt(rows[0]) : null;
}

/** @returns false when it was retired before. */
export async function retirePrompt(sql: Sql, promptId: string, why: string, nowMs: number): Promise<boolean> {
  const { rowCount } = await sql.query(
    `UPDATE canary_prompt SET retired_at = to_timestamp($3 / 1000.0), retired_why = $2
     WHERE id = $1 AND retired_at IS NULL`,
    [promptId, why, nowMs],
  );
  return rowCount === 1;
}

/** Retires what has been asked for long enough, and what is of a revision that the catalogue no longer names. */
export async function retireOld(sql: Sql, nowMs: number, lifeMs: number): Promise<void> {
  await sql.query(
    `UPDATE canary_prompt p SET retired_at = to_timestamp($1 / 1000.0),
       retired_why = CASE WHEN p.created_at < to_timestamp($2 / 1000.0) THEN 'old' ELSE 'revision' END
     WHERE p.retired_at IS NULL AND (p.created_at < to_timestamp($2 / 1000.0) OR NOT EXISTS (
       SELECT 1 FROM catalog_model m WHERE m.id = p.model_id AND m.revision = p.revision))`,
    [nowMs, nowMs - lifeMs],
  );
}

/** Of how many billion parameters a model is; null for one that the catalogue has not. */
export async function readParametersB(sql: Sql, modelId: string): Promise<number | null> {
  const { rows } = await sql.query<{ parameters_b: number }>('SELECT parameters_b FROM catalog_model WHERE id = $1', [
    modelId,
  ]);
  return rows[0]?.parameters_b ?? null;
}

export async function isTrusted(sql: Sql, listingId: string): Promise<boolean> {
  const { rowCount } = await sql.query('SELECT 1 FROM trusted_listing WHERE listing_id = $1', [listingId]);
  return rowCount === 1;
}
