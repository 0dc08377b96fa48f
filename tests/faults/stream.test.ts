import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Buyer, fundedBuyer } from '../support/buyer.ts';
import { startProvider, type TestProvider } from '../support/engine-provider.ts';
import { type SlowEngine, startSlowEngine } from '../support/slow-engine.ts';
import { processesOf, type RunningWorld, removeWorld, startWorld } from '../support/world.ts';

const MODEL = 'openai/gpt-oss-20b';

let world: RunningWorld;
let slow: SlowEngine;
let silent: SlowEngine;
let talker: TestProvider;
let thinker: TestProvider;
let buyer: Buyer;
let database: pg.Client;

beforeAll(async () => {
  world = await startWorld();
  slow = await startSlowEngine({ model: MODEL, words: 120, everyMs: 40 });
  silent = await startSlowEngine({ model: MODEL, words: 10, everyMs: 10, firstAfterMs: 60_000 });
  [talker, thinker] = await Promise.all([
    startProvider(world, MODEL, slow.url),
    startProvider(world, MODEL, silent.url),
  ]);
  buyer = await fundedBuyer(world);
  database = new pg.Client({ connectionString: world.databaseUrl });
  await database.connect();
});

afterAll(async () => {
  await database?.end();
  await Promise.all([talker?.stop(), thinker?.stop()]);
  await world?.stop();
  await Promise.all([slow?.close(), silent?.close()]);
  if (world) removeWorld(world.dataDir);
});

const spent = async () => (await buyer.market.wallet.overview.query()).balances;
const lastUsage = async () => (await buyer.market.usage.recent.query({ limit: 1 })).items[0];

/** Every difference that the books show; the market audits itself the same way. */
async function openHolds(): Promise<number> {
  const { rows } = await database.query<{ n: string }>(`SELECT count(*) AS n FROM hold WHERE state = 'open'`);
  return Number(rows[0]?.n);
}

describe('a node that is killed', () => {
  let before: Awaited<ReturnType<typeof spent>>;
  beforeEach(async () => {
    before = await spent();
  });

  it('before the first token: a typed error, no charge, nothing held', async () => {
    const asking = buyer.ask({ model: MODEL, listingId: thinker.listingId });
    await expect.poll(() => silent.begun(), { timeout: 60_000 }).toBeGreaterThan(0);
    thinker.child().kill('SIGKILL');
    const { code, text } = await asking;
    // The client asks again by itself, and hears that nobody else sells this.
    expect(['node_lost', 'no_candidates']).toContain(code);
    expect(text).toBe('');
    expect(await spent()).toEqual(before);
    expect(await openHolds()).toBe(0);
    expect(await lastUsage()).toMatchObject({ end: 'empty', errorCode: 'node_lost', costNano: 0n });
  });

  it('in mid-stream: what came is said, nothing is charged, and it earns nothing', async () => {
    const asked = await buyer.ask({ model: MODEL, listingId: talker.listingId }, (text) => {
      if (text.includes('word10')) talker.child().kill('SIGKILL');
    });
    expect(asked.code).toBe('node_lost');
    expect(asked.text).toContain('word10');
    expect(await spent()).toEqual(before);
    expect(await openHolds()).toBe(0);
    expect(await lastUsage()).toMatchObject({ end: 'cut', costNano: 0n });
    await talker.restart();
    const again = await buyer.ask({ model: MODEL, listingId: talker.listingId });
    expect(again).toMatchObject({ code: null, text: expect.stringContaining('word119') });
  });
});

it('a buyer who leaves stops the engine, and pays for what came', async () => {
  const before = await spent();
  const aborted = slow.aborted();
  const leaving = new AbortController();
  await buyer.ask({ model: MODEL, listingId: talker.listingId, signal: leaving.signal }, (text) => {
    if (text.includes('word10')) leaving.abort();
  });
  await expect.poll(() => slow.aborted(), { timeout: 60_000 }).toBe(aborted + 1);
  await expect.poll(openHolds, { timeout: 60_000 }).toBe(0);
  const usage = await lastUsage();
  expect(usage).toMatchObject({ end: 'stopped' });
  expect(usage?.outputTokens).toBeGreaterThan(5);
  expect(usage?.outputTokens).toBeLessThan(100);
  expect((await spent()).spentNano - before.spentNano).toBe(usage?.costNano);
});

it('the broker killed in mid-stream comes back, and the receipt is settled once', async () => {
  const before = await spent();
  const usageBefore = await database.query('SELECT job_id FROM usage');
  const { code } = await buyer.ask({ model: MODEL, listingId: talker.listingId }, (text) => {
    if (text.includes('word20')) killBroker(world);
  });
  expect(code).not.toBeNull();
  await expect
    .poll(
      () =>
        fetch(`${world.dev.api}/readyz`).then(
          (r) => r.ok,
          () => false,
        ),
      { timeout: 60_000 },
    )
    .toBe(true);
  await expect.poll(openHolds, { timeout: 60_000 }).toBe(0);
  const { rows } = await database.query('SELECT job_id FROM usage');
  expect(rows.length).toBe(usageBefore.rows.length + 1);
  const usage = await lastUsage();
  expect(usage?.outputTokens).toBeGreaterThan(15);
  expect(usage?.outputTokens).toBeLessThan(110);
  expect((await spent()).spentNano - before.spentNano).toBe(usage?.costNano);
  const settled = await database.query(`SELECT key FROM transfer WHERE key = $1`, [`settle:${usage?.jobId}`]);
  expect(settled.rows).toHaveLength(1);
});

function killBroker(running: RunningWorld): void {
  const [line] = processesOf(running).filter((found) => found.includes('apps/api/dist/main.js'));
  process.kill(Number(line?.trim().split(/\s+/)[0]), 'SIGKILL');
}
