import { rebuildRollUps } from '../../apps/api/src/modules/usage/index.ts';
import type { Database } from '../../apps/api/src/platform/index.ts';

/** Whose requests are measured: half of all rows, in three months, so that its lists are as long as lists get. */
export const HEAVY = '01900000-0000-7000-8000-000000000001';
export const RARE_MODEL = 'model-9';
export const KEY = '01900000-0000-7000-8000-000000000103';
export const MONTHS = { fromDay: '2026-09-01', toDay: '2026-11-30' };
const CHUNK = 250_000;

/**
 * Rows as the relay writes them, journey and receipt included: 10 models (one of them rare), 20 keys, 1 in 50 cut, over
 * three months; half of them of one account, the others of a thousand accounts.
 */
const FILL = `INSERT INTO usage (job_id, account_id, api_key_id, provider_id, listing_id, node_id, model_id, tier, "end",
    error_code, attempts, input_tokens, cached_tokens, output_tokens, cost_nano, fee_nano, cost_micro_usd,
    rate_micro_usd_per_coin, queue_ms, first_token_ms, total_ms, tokens_per_second, decision, receipt,
    receipt_signature, created_at)
  SELECT
    (lpad(to_hex(ms), 12, '0') || '7' || substr(md5(n::text), 1, 3) || '8' || substr(md5(n::text), 4, 15))::uuid,
    CASE WHEN n % 2 = 0 THEN '${HEAVY}'::uuid ELSE md5('account' || n % 1000)::uuid END,
    CASE WHEN n % 21 = 0 THEN NULL ELSE ('01900000-0000-7000-8000-000000000' || 100 + n % 21)::uuid END,
    md5('provider' || n % 50)::uuid, md5('listing' || n % 80)::uuid, md5('node' || n % 120)::uuid,
    'model-' || CASE WHEN n % 2003 = 0 THEN 9 ELSE n % 9 END, 'community',
    CASE WHEN n % 50 = 0 THEN 'cut' ELSE 'complete' END, CASE WHEN n % 50 = 0 THEN 'node_lost' END, 1 + (n % 10 = 0)::int,
    100 + n % 900, n % 90, 50 + n % 700, 1000 + n % 99000, 50, 3 + n % 300, 3200000, n % 20, 80 + n % 400,
    1000 + n % 9000, 40, jsonb_build_object('policy', 'cheapest', 'considered', 12, 'attempts', jsonb_build_array(
      jsonb_build_object('nodeId', md5('node' || n % 120)::uuid, 'startedMs', 3, 'firstFrameMs', 90, 'endedMs', 900))),
    repeat(md5(n::text), 18), repeat(md5((n + 1)::text), 4), to_timestamp(ms / 1000.0)
  FROM (SELECT n, (extract(epoch FROM timestamptz '2026-09-01T00:00:00Z') * 1000)::bigint
    + (n::float8 / $3 * 91 * 86400000)::bigint AS ms FROM generate_series($1::bigint, $2::bigint) n) numbered`;

/** @param rows how many, in all. */
export async function fillUsage(db: Database, rows: number): Promise<void> {
  await db.pool.query(`SELECT make_usage_partitions('2026-08-01T00:00:00Z', '2027-01-31T00:00:00Z')`);
  for (let first = 0; first < rows; first += CHUNK) {
    await db.pool.query(FILL, [first, Math.min(first + CHUNK, rows) - 1, rows]);
    process.stderr.write(`\r${Math.min(first + CHUNK, rows).toLocaleString('en')} rows`);
  }
  process.stderr.write('\n');
  await rebuildRollUps({ db }, MONTHS);
  await db.pool.query('VACUUM ANALYZE usage');
  await db.pool.query('VACUUM ANALYZE usage_day');
}
