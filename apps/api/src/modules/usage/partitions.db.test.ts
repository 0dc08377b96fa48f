import { randomUUID } from 'node:crypto';
import { uuidv7 } from '@spindle/shared';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Database } from '../../platform/index.ts';
import { openTestDatabase } from '../../platform/testing/open-test-database.ts';
import { writtenAfterMs } from './job-time.ts';
import { makePartitions } from './partitions.repo.ts';

let db: Database;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ db, close } = await openTestDatabase());
});
afterAll(() => close());

const nowMs = Date.UTC(2030, 10, 30, 23, 59);
const ACCOUNT = randomUUID();

async function write(at: Date, jobId = uuidv7(at.getTime())): Promise<string> {
  await db.pool.query(
    `INSERT INTO usage (job_id, account_id, model_id, "end", input_tokens, cached_tokens, output_tokens, cost_nano,
       fee_nano, cost_micro_usd, rate_micro_usd_per_coin, total_ms, decision, created_at)
     VALUES ($1, $2, 'm', 'complete', 1, 0, 1, 1, 0, 1, 1, 1, '{}', $3)`,
    [jobId, ACCOUNT, at],
  );
  return jobId;
}
const placeOf = async (jobId: string) =>
  (await db.pool.query('SELECT tableoid::regclass::text AS place FROM usage WHERE job_id = $1', [jobId])).rows[0]
    ?.place;
const tables = async () =>
  (
    await db.pool.query<{ name: string }>(
      `SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = 'usage'::regclass ORDER BY 1`,
    )
  ).rows.map(({ name }) => name);

it('refuses no row for want of a partition, and moves it when there is one', async () => {
  const lastOfMonth = await write(new Date(Date.UTC(2030, 10, 30, 23, 59, 59, 999)));
  const firstOfNext = await write(new Date(Date.UTC(2030, 11, 1)));
  const farAway = await write(new Date(Date.UTC(2035, 0, 1)));
  expect(await placeOf(lastOfMonth)).toBe('usage_default');
  expect(await makePartitions(db.pool, nowMs)).toBe(3);
  expect(await tables()).toEqual(expect.arrayContaining(['usage_2030_11', 'usage_2030_12', 'usage_2031_01']));
  expect(await Promise.all([lastOfMonth, firstOfNext, farAway].map(placeOf))).toEqual([
    'usage_2030_11',
    'usage_2030_12',
    'usage_default',
  ]);
});

it('makes each once, however many brokers ask', async () => {
  const later = Date.UTC(2031, 5, 1);
  const made = await Promise.all(Array.from({ length: 4 }, () => makePartitions(db.pool, later)));
  expect(made.reduce((sum, count) => sum + count, 0)).toBe(3);
});

it('goes by months of UTC, whatever zone the session is in', async () => {
  const client = await db.pool.connect();
  try {
    await client.query(`SET TimeZone = 'America/New_York'`);
    await makePartitions(client, Date.UTC(2032, 2, 1));
  } finally {
    client.release(true);
  }
  expect(await placeOf(await write(new Date(Date.UTC(2032, 2, 1))))).toBe('usage_2032_03');
  expect(await placeOf(await write(new Date(Date.UTC(2032, 2, 31, 23, 59))))).toBe('usage_2032_03');
  expect(await placeOf(await write(new Date(Date.UTC(2032, 3, 1))))).toBe('usage_2032_04');
});

it('looks a job up in the months since its id was made', async () => {
  const jobId = await write(new Date(Date.UTC(2032, 4, 2)));
  const { rows } = await db.pool.query<{ 'QUERY PLAN': string }>(
    `EXPLAIN SELECT 1 FROM usage WHERE job_id = '${jobId}' AND created_at >= '${new Date(writtenAfterMs(jobId)).toISOString()}'`,
  );
  const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
  expect(plan).toContain('usage_2032_05');
  expect(plan).not.toContain('usage_2032_04');
  expect(plan).not.toContain('usage_2030');
});
