import OpenAI from 'openai';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Buyer, fundedBuyer } from '../support/buyer.ts';
import { startProvider, type TestProvider } from '../support/engine-provider.ts';
import { type SlowEngine, startSlowEngine } from '../support/slow-engine.ts';
import { processesOf, type RunningWorld, removeWorld, startWorld } from '../support/world.ts';

const MODEL = 'openai/gpt-oss-20b';
const WORDS = 120;
const ENDLESS_MODEL = 'Qwen/Qwen3-32B';
const DRAIN_SECONDS = 10;

let world: RunningWorld;
let slow: SlowEngine;
let endless: SlowEngine;
let provider: TestProvider;
let talker: TestProvider;
let buyer: Buyer;
let database: pg.Client;

beforeAll(async () => {
  world = await startWorld({ env: { DRAIN_SECONDS: String(DRAIN_SECONDS) } });
  slow = await startSlowEngine({ model: MODEL, words: WORDS, everyMs: 40 });
  endless = await startSlowEngine({ model: ENDLESS_MODEL, words: 3_000, everyMs: 40 });
  [provider, talker] = await Promise.all([
    startProvider(world, MODEL, slow.url, 1),
    startProvider(world, ENDLESS_MODEL, endless.url, 1),
  ]);
  buyer = await fundedBuyer(world);
  database = new pg.Client({ connectionString: world.databaseUrl });
  await database.connect();
});

afterAll(async () => {
  await database?.end();
  await Promise.all([provider?.stop(), talker?.stop()]);
  await world?.stop();
  await Promise.all([slow?.close(), endless?.close()]);
  if (world) removeWorld(world.dataDir);
});

/** The one process of the broker that runs now. */
function brokerPid(): number {
  const [line] = processesOf(world).filter((found) => found.includes('apps/api/dist/main.js'));
  return Number(line?.trim().split(/\s+/)[0]);
}

const isReady = () =>
  fetch(`${world.dev.api}/readyz`).then(
    (reply) => reply.ok,
    () => false,
  );
/** The machine has linked again. */
async function isOnline(modelId = MODEL, { listingId } = provider): Promise<boolean> {
  const { offers } = await buyer.market.market.model.query({ modelId });
  return offers.some((offer) => offer.listingId === listingId && offer.freeSlots > 0);
}
const post = (path: string, body: object) =>
  fetch(`${world.dev.openai.baseURL}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${world.dev.openai.apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
const QUESTION = { model: MODEL, messages: [{ role: 'user', content: 'Tell me everything.' }], stream: true };

/** The words of a stream so far, and what its reader does with each. */
async function read(reply: Response, onText: (text: string) => void): Promise<string> {
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of reply.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    onText(text);
  }
  return text;
}

it('told to stop, the broker ends the stream in work whole, refuses what comes, and leaves clean books', async () => {
  const pid = brokerPid();
  const before = (await buyer.market.wallet.overview.query()).balances.spentNano;
  let wentOn: Promise<unknown> | null = null;
  const text = await read(await post('/chat/completions', QUESTION), (soFar) => {
    if (wentOn || !soFar.includes('word10')) return;
    wentOn = (async () => {
      process.kill(pid, 'SIGTERM');
      await expect.poll(isReady, { timeout: 60_000 }).toBe(false);
      const ready = await fetch(`${world.dev.api}/readyz`);
      expect([ready.status, await ready.json()]).toEqual([503, { ok: false, why: 'shutting_down' }]);
      const refused = await post('/chat/completions', QUESTION);
      expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '5']);
      expect(await refused.json()).toMatchObject({ error: { code: 'shutting_down', type: 'server_error' } });
      await expect(buyer.market.wallet.overview.query()).rejects.toMatchObject({
        data: { fault: { code: 'shutting_down' } },
      });
    })();
  });
  await wentOn;
  expect(text).toContain(`word${WORDS - 1} `);
  expect(text.trimEnd().endsWith('data: [DONE]')).toBe(true);
  await expect.poll(world.output, { timeout: 60_000 }).toContain('api stopped (exit 0)');
  await expect.poll(isReady, { timeout: 60_000 }).toBe(true);

  const { rows } = await database.query<{ cost_nano: string }>('SELECT cost_nano FROM usage WHERE model_id = $1', [
    MODEL,
  ]);
  expect(rows).toHaveLength(1);
  expect((await database.query(`SELECT 1 FROM hold WHERE state = 'open'`)).rowCount).toBe(0);
  const after = (await buyer.market.wallet.overview.query()).balances.spentNano;
  expect(after - before).toBe(BigInt(rows[0]?.cost_nano ?? 0));
  expect(after).toBeGreaterThan(before);
});

it('whoever waits for a slot is refused at once when the broker is told to stop', async () => {
  await expect.poll(() => isOnline(), { timeout: 60_000 }).toBe(true);
  const openai = new OpenAI({ ...world.dev.openai, maxRetries: 0 });
  const ask = () =>
    openai.chat.completions.create({ model: MODEL, messages: [{ role: 'user', content: 'Tell me everything.' }] });
  // The machine has one slot: the second waits for the first.
  const begun = slow.begun();
  const first = ask();
  await expect.poll(() => slow.begun(), { timeout: 60_000 }).toBe(begun + 1);
  const second = ask().catch((error: unknown) => error);
  await expect
    .poll(async () => (await metrics()).includes('spindle_waiting_requests 1'), { timeout: 60_000 })
    .toBe(true);
  process.kill(brokerPid(), 'SIGTERM');
  expect(await second).toMatchObject({ status: 503, code: 'shutting_down' });
  expect((await first).choices[0]?.message.content).toContain(`word${WORDS - 1}`);
  await expect.poll(isReady, { timeout: 60_000 }).toBe(true);
});

it('what takes longer than DRAIN_SECONDS is cut, said to its buyer, and written into the books', async () => {
  await expect.poll(() => isOnline(ENDLESS_MODEL, talker), { timeout: 60_000 }).toBe(true);
  const exits = () => world.output().split('api stopped (exit 0)').length;
  const before = { exits: exits(), spent: (await buyer.market.wallet.overview.query()).balances.spentNano };
  let isTold = false;
  const asked = await buyer.ask({ model: ENDLESS_MODEL, maxOutputTokens: 4_000 }, (text) => {
    if (!isTold && text.includes('word10 ')) isTold = process.kill(brokerPid(), 'SIGTERM');
  });
  expect(asked.code).toBe('node_lost');
  expect(asked.text).toContain('word10 ');
  await expect.poll(exits, { timeout: 60_000 }).toBe(before.exits + 1);
  await expect.poll(isReady, { timeout: 60_000 }).toBe(true);
  const { rows } = await database.query(`SELECT "end" FROM usage WHERE model_id = $1`, [ENDLESS_MODEL]);
  expect(rows).toEqual([{ end: 'cut' }]);
  expect((await database.query(`SELECT 1 FROM hold WHERE state = 'open'`)).rowCount).toBe(0);
  expect((await buyer.market.wallet.overview.query()).balances.spentNano).toBe(before.spent);
});

it('told twice, it ends at once', async () => {
  await expect.poll(() => isOnline(), { timeout: 60_000 }).toBe(true);
  const pid = brokerPid();
  const reply = await post('/chat/completions', QUESTION);
  let told: Promise<unknown> | null = null;
  const cut = read(reply, (soFar) => {
    if (told || !soFar.includes('word10')) return;
    process.kill(pid, 'SIGTERM');
    told = expect
      .poll(isReady, { timeout: 60_000 })
      .toBe(false)
      .then(() => process.kill(pid, 'SIGTERM'));
  });
  await expect(cut).rejects.toThrow();
  await told;
  await expect.poll(world.output, { timeout: 60_000 }).toContain('api stopped (exit 1)');
  await expect.poll(isReady, { timeout: 60_000 }).toBe(true);
});

const metrics = async () => (await fetch(`${world.dev.api}/metrics`)).text();
