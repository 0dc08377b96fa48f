/**
 * The sums by day, said once: what writing adds up and what checking compares. `r` is a row of `usage`.
 * Each key carries its account first, so that the table can be distributed by it.
 */
export interface RollUp {
  table: 'usage_day' | 'earn_day' | 'earn_hour';
  keys: readonly { column: string; of: string }[];
  sums: readonly { column: string; of: string; merge: 'add' | 'latest' }[];
  /** Which rows count. */
  where: string;
}

/** Stands for "no key: the Mini App". A primary key takes no null. */
export const NO_KEY = '00000000-0000-0000-0000-000000000000';

const DAY = { column: 'day', of: `(r.created_at AT TIME ZONE 'UTC')::date` };
const add = (column: string, of: string) => ({ column, of, merge: 'add' as const });

export const USAGE_DAY: RollUp = {
  table: 'usage_day',
  keys: [
    { column: 'account_id', of: 'r.account_id' },
    DAY,
    { column: 'model_id', of: 'r.model_id' },
    { column: 'api_key_id', of: `COALESCE(r.api_key_id, '${NO_KEY}'::uuid)` },
  ],
  sums: [
    add('requests', 'count(*)'),
    add('completed', `count(*) FILTER (WHERE r."end" = 'complete')`),
    add('input_tokens', 'sum(r.input_tokens)'),
    add('cached_tokens', 'sum(r.cached_tokens)'),
    add('output_tokens', 'sum(r.output_tokens)'),
    add('cost_nano', 'sum(r.cost_nano)'),
    add('cost_micro_usd', 'sum(r.cost_micro_usd)'),
    add('first_token_ms', 'COALESCE(sum(r.first_token_ms), 0)'),
    add('first_tokens', 'count(r.first_token_ms)'),
    add('output_ms', 'COALESCE(sum(GREATEST(r.total_ms - r.first_token_ms, 0)), 0)'),
  ],
  where: 'true',
};

export const EARN_DAY: RollUp = {
  table: 'earn_day',
  keys: [{ column: 'provider_id', of: 'r.provider_id' }, DAY, { column: 'listing_id', of: 'r.listing_id' }],
  sums: [
    add('requests', 'count(*)'),
    add('earned_nano', 'sum(r.cost_nano - r.fee_nano)'),
    add('output_tokens', 'sum(r.output_tokens)'),
    { column: 'last_at', of: 'max(r.created_at)', merge: 'latest' },
  ],
  where: 'r.cost_nano > 0 AND r.provider_id IS NOT NULL AND r.listing_id IS NOT NULL',
};

/** `SELECT` of a roll-up's keys and sums over `source`. */
export function selectSums({ keys, sums, where }: RollUp, source: string, more = 'true'): string {
  const columns = [...keys, ...sums].map(({ column, of }) => `${of} AS ${column}`).join(', ');
  const places = keys.map((_, at) => at + 1).join(', ');
  return `SELECT ${columns} FROM ${source} r WHERE ${where} AND ${more} GROUP BY ${places}`;
}

/**
 * Adds the sums over `source` to a roll-up's rows. They are locked in the order of their keys, so that batches of
 * several brokers wait for each other instead of in a circle.
 */
export function upsertSums(rollUp: RollUp, source: string, more = 'true'): string {
  const { table, keys, sums } = rollUp;
  const columns = [...keys, ...sums].map(({ column }) => column).join(', ');
  const places = keys.map((_, at) => at + 1).join(', ');
  const merged = sums.map(({ column, merge }) =>
    merge === 'add'
      ? `${column} = ${table}.${column} + EXCLUDED.${column}`
      : `${column} = GREATEST(${table}.${column}, EXCLUDED.${column})`,
  );
  return `INSERT INTO ${table} (${columns}) ${selectSums(rollUp, source, more)} ORDER BY ${places}
    ON CONFLICT (${keys.map(({ column }) => column).join(', ')}) DO UPDATE SET ${merged.join(', ')}`;
}
