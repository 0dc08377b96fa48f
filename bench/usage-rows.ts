// `npx tsx bench/usage-rows.ts [rows]`: how long the screens of Build → Usage take on that many requests, each on a
// Postgres that is made for it and dropped. The numbers stand in docs/adr/0015.
import { unwrap } from '@spindle/shared';
import { toAccountId } from '../apps/api/src/modules/accounts/index.ts';
import { receiptOf, usageChart, usageOf } from '../apps/api/src/modules/usage/index.ts';
import { openDatabase } from '../apps/api/src/platform/index.ts';
import { ensureDatabase, migrate } from '../apps/api/src/platform/migrate.ts';
import { startPostgres } from '../packages/devnet/src/postgres/index.ts';
import { fillUsage, HEAVY, KEY, MONTHS, RARE_MODEL } from './usage/fill-usage.ts';

const ROUNDS = 100;
const rows = Number(process.argv[2] ?? 200_000);
const postgres = await startPostgres({ durable: false });
const url = postgres.url('spindle');
await ensureDatabase(url);
await migrate(url, new URL('../prisma/migrations', import.meta.url).pathname);
const db = openDatabase(url, () => {});

const actor = { accountId: toAccountId(HEAVY) };
const month = { fromDay: '2026-11-01', toDay: '2026-11-30' };
const monthMs = { fromMs: Date.parse('2026-11-01'), toMs: Date.parse('2026-12-01') };
const list = async (input: Parameters<typeof usageOf>[2]) => unwrap(await usageOf({ db }, actor, input));

/** @returns the quickest round, the middle and the slow end, in ms: on a busy machine the first says most. */
async function measure(work: () => Promise<unknown>): Promise<[least: number, p50: number, p95: number]> {
  const took: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const startMs = performance.now();
    await work();
    took.push(performance.now() - startMs);
  }
  took.sort((a, b) => a - b);
  const at = (share: number) => took[Math.floor(ROUNDS * share)] ?? 0;
  return [at(0), at(0.5), at(0.95)];
}

try {
  await fillUsage(db, rows);
  const middle = (await list({ ...monthMs, limit: 1 })).items[0];
  const cases: [string, () => Promise<unknown>][] = [
    ['month chart by model', async () => unwrap(await usageChart({ db }, actor, { ...month, groupBy: 'model' }))],
    ['month chart by key', async () => unwrap(await usageChart({ db }, actor, { ...month, groupBy: 'key' }))],
    ['quarter chart by model', async () => unwrap(await usageChart({ db }, actor, { ...MONTHS, groupBy: 'model' }))],
    ['first page', () => list({})],
    ['first page of a month', () => list(monthMs)],
    ['page of a rare model', () => list({ ...monthMs, modelId: RARE_MODEL })],
    ['page of a key', () => list({ ...monthMs, key: KEY })],
    ['page of what was cut', () => list({ ...monthMs, end: 'cut' })],
    ['page of what never happens', () => list({ ...monthMs, end: 'stopped' })],
    ['one request by its id', () => receiptOf({ db }, actor, { jobId: middle?.jobId ?? '' })],
  ];
  console.log(`${rows.toLocaleString('en')} rows, half of them of the account that asks; ${ROUNDS} rounds each\n`);
  console.log('| | least, ms | p50, ms | p95, ms |\n|---|---|---|---|');
  for (const [name, work] of cases) {
    const times = await measure(work);
    console.log(`| ${name} | ${times.map((ms) => ms.toFixed(1)).join(' | ')} |`);
  }
  const startMs = performance.now();
  await db.pool.query(
    `SELECT date_trunc('day', created_at), model_id, count(*), sum(cost_nano) FROM usage
     WHERE account_id = $1 AND created_at >= '2026-11-01' AND created_at < '2026-12-01' GROUP BY 1, 2`,
    [HEAVY],
  );
  console.log(`| month chart from the rows themselves, once | ${(performance.now() - startMs).toFixed(0)} | | |`);
  await printPlan();
} finally {
  await db.close();
  await postgres.stop();
}

/** Which partitions and which index a page of a month opens. */
async function printPlan(): Promise<void> {
  const { rows: lines } = await db.pool.query<{ 'QUERY PLAN': string }>(
    `EXPLAIN (COSTS OFF) SELECT * FROM usage u WHERE u.account_id = '${HEAVY}' AND u.created_at >= '2026-11-01'
     AND u.created_at < '2026-12-01' AND u."end" = 'cut' AND u."end" <> 'complete'
     ORDER BY u.created_at DESC, u.job_id DESC LIMIT 21`,
  );
  console.log(`\n${lines.map((line) => line['QUERY PLAN']).join('\n')}`);
}
