import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createTestDatabase } from '@spindle/devnet/test-database';
import pg from 'pg';
import { afterAll, expect, it } from 'vitest';
import { ensureDatabase, migrate } from '../../platform/migrate.ts';
import { compareSums } from './roll-ups.repo.ts';

const MIGRATIONS = fileURLToPath(new URL('../../../../../prisma/migrations', import.meta.url));
const MOVE = '20261128110000_usage_by_month';

const template = await createTestDatabase();
const url = new URL(template.url);
url.pathname += '_before';
const earlier = mkdtempSync(join(tmpdir(), 'migrations-'));

afterAll(async () => {
  const client = new pg.Client({ connectionString: template.url });
  await client.connect();
  await client.query(`DROP DATABASE ${url.pathname.slice(1)} WITH (FORCE)`);
  await client.end();
  await template.drop();
  rmSync(earlier, { recursive: true });
});

it('takes the rows of a market that was open before along, with their sums', async () => {
  for (const name of readdirSync(MIGRATIONS).filter((it) => it < MOVE))
    cpSync(join(MIGRATIONS, name), join(earlier, name), { recursive: true });
  await ensureDatabase(url.href);
  await migrate(url.href, earlier);
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  await client.query(
    `INSERT INTO usage (job_id, account_id, provider_id, listing_id, model_id, "end", input_tokens, cached_tokens,
       output_tokens, cost_nano, fee_nano, cost_micro_usd, rate_micro_usd_per_coin, first_token_ms, total_ms, decision,
       receipt, created_at)
     SELECT gen_random_uuid(), md5((n % 3)::text)::uuid, md5('p')::uuid, md5('l')::uuid, 'm', 'complete', 10, 0, 50,
       n, 0, n, 1, 100, 1100, '{"attempts":[{"nodeId":"a"},{"nodeId":"b"}]}', 'r' || n,
       timestamptz '2026-07-03T10:00:00Z' + n * interval '5 days'
     FROM generate_series(1, 20) n`,
  );
  await migrate(url.href, MIGRATIONS);
  const { rows } = await client.query(
    `SELECT count(*)::int AS rows, sum(cost_nano)::int AS cost, max(attempts) AS attempts, max(tokens_per_second) AS speed,
       count(DISTINCT receipt)::int AS receipts, count(DISTINCT tableoid)::int AS partitions,
       count(*) FILTER (WHERE tableoid = 'usage_default'::regclass)::int AS homeless
     FROM usage`,
  );
  expect(rows).toEqual([{ rows: 20, cost: 210, attempts: 2, speed: 50, receipts: 20, partitions: 4, homeless: 0 }]);
  expect(await compareSums(client, { fromDay: '2026-01-01', toDay: '2027-01-01' })).toEqual([]);
  const sums = await client.query(
    'SELECT sum(requests)::int AS requests, sum(earned_nano)::int AS earned FROM earn_day',
  );
  expect(sums.rows).toEqual([{ requests: 20, earned: 210 }]);
  await client.end();
});
