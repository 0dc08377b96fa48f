import type { AccountId } from '@spindle/shared';
import type { Sql } from '../../platform/index.ts';
import type { ChartInput } from './shapes.ts';
import { NO_KEY } from './sums.ts';
import { MINI_APP } from './usage-conditions.ts';

/** Sums that can be added to each other. */
export interface RawSums {
  requests: number;
  completed: number;
  inputTokens: number;
  outputTokens: number;
  costNano: bigint;
  costMicroUsd: bigint;
  /** Sum over the requests that had a first token, and how many those were. */
  firstTokenMs: number;
  firstTokens: number;
  outputMs: number;
}

export interface DaySums extends RawSums {
  day: string;
  /** Of the model or key; `all` when nothing is told apart. */
  id: string;
}

const GROUPS: Record<ChartInput['groupBy'], string> = { model: 'model_id', key: 'api_key_id', none: `'all'::text` };
const idOf = (id: string): string => (id === NO_KEY ? MINI_APP : id);

const NUMBERS = [
  'requests',
  'completed',
  'input_tokens',
  'output_tokens',
  'cost_nano',
  'cost_micro_usd',
  'first_token_ms',
  'first_tokens',
  'output_ms',
] as const;

/** An account's sums by day and group; days and groups without a request are left out. */
export async function readUsageDays(sql: Sql, accountId: AccountId, input: ChartInput): Promise<DaySums[]> {
  const key = input.key === MINI_APP ? NO_KEY : (input.key ?? null);
  const { rows } = await sql.query<{ day: string; id: string } & Record<(typeof NUMBERS)[number], string>>({
    name: `usage-days-by-${input.groupBy}`,
    text: `SELECT to_char(d.day, 'YYYY-MM-DD') AS day, ${GROUPS[input.groupBy]} AS id,
        ${NUMBERS.map((column) => `sum(${column}) AS ${column}`).join(', ')}
      FROM usage_day d
      WHERE account_id = $1 AND d.day BETWEEN $2::date AND $3::date
        AND ($4::text IS NULL OR model_id = $4) AND ($5::uuid IS NULL OR api_key_id = $5)
      GROUP BY d.day, 2 ORDER BY d.day, 2`,
    values: [accountId, input.fromDay, input.toDay, input.modelId ?? null, key],
  });
  return rows.map((row) => ({
    day: row.day,
    id: idOf(row.id),
    requests: Number(row.requests),
    completed: Number(row.completed),
    inputTokens: Number(row.input_tokens),
    outputTokens: Number(row.output_tokens),
    costNano: BigInt(row.cost_nano),
    costMicroUsd: BigInt(row.cost_micro_usd),
    firstTokenMs: Number(row.first_token_ms),
    firstTokens: Number(row.first_tokens),
    outputMs: Number(row.output_ms),
  }));
}

const MAX_PAIRS = 500;
const MAX_CHOICES = 100;

/** The models and keys of an account's requests in these days, the most used first. */
export async function readUsageChoices(
  sql: Sql,
  accountId: AccountId,
  { fromDay, toDay }: Pick<ChartInput, 'fromDay' | 'toDay'>,
): Promise<{ models: string[]; keys: string[] }> {
  const { rows } = await sql.query<{ model_id: string; api_key_id: string }>({
    name: 'usage-choices',
    text: `SELECT model_id, api_key_id FROM usage_day
      WHERE account_id = $1 AND day BETWEEN $2::date AND $3::date
      GROUP BY 1, 2 ORDER BY sum(requests) DESC, 1, 2 LIMIT ${MAX_PAIRS}`,
    values: [accountId, fromDay, toDay],
  });
  const some = (ids: string[]) => [...new Set(ids)].slice(0, MAX_CHOICES);
  return {
    models: some(rows.map(({ model_id }) => model_id)),
    keys: some(rows.map(({ api_key_id }) => idOf(api_key_id))),
  };
}

/** The names that an account gave its keys. */
export async function readKeyNames(
  sql: Sql,
  accountId: AccountId,
  ids: string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql.query<{ id: string; name: string }>(
    'SELECT id, name FROM api_key WHERE account_id = $1 AND id = ANY($2::uuid[])',
    [accountId, ids],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}
