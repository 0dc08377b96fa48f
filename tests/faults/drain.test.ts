import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Buyer, fundedBuyer } from '../support/buyer.ts';
import { startProvider, type TestProvider } from '../support/engine-provider.ts';
import { type SlowEngine, startSlowEngine } from '../support/slow-engine.ts';
import { processesOf, type RunningWorld, removeWorld, startWorld } from '../support/world.ts';

const MODEL = 'openai/gpt-oss-20b';
const WORDS = 120;

let world: RunningWorld;
let slow: SlowEngine;
let provider: TestProvider;
let buyer: Buyer;
let database: pg.Client;

beforeAll(async () => {
  world = await startWorld({ env: { DRAIN_SECONDS: '60' } });
  slow = await startSlowEngine({ model: MODEL, words: WORDS, everyMs: 40 });
  provider = await startProvider(world, MODEL, slow.url, 1);
  buyer = await fundedBuyer(world);
  database = new pg.Client({ connectionString: world.databaseUrl });
  await database.connect();
});

afterAll(async () => {
  await database?.end();
  await provider?.stop();
  await world?.stop();
  await slow?.close();
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
async function isOnline(): Promise<boolean> {
  const { offers } = await buyer.market.market.model.query({ modelId: MODEL });
  return offers.some(({ listingId, freeSlots }) => listingId === provider.listingId && freeSlots > 0);
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
      await expect.poll(isReady, { timeout: 5_000 }).toBe(false);
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
  await expect.poll(world.output, { timeout: 10_000 }).toContain('api stopped (exit 0)');
  await expect.poll(isReady, { timeout: 30_000 }).toBe(true);

  const { rows } = await database.query<{ cost_nano: string }>('SELECT cost_nano FROM usage WHERE model_id = $1', [
    MODEL,
  ]);
  expect(rows).toHaveLength(1);
  expect((await database.query(`SELECT 1 FROM hold WHERE state = 'open'`)).rowCount).toBe(0);
  const after = (await buyer.market.wallet.overview.query()).balances.spentNano;
  expect(after - before).toBe(BigInt(rows[0]?.cost_nano ?? 0));
  expect(after).toBeGreaterThan(before);
});

it('told twice, it ends at once', async () => {
  await expect.poll(isOnline, { timeout: 30_000 }).toBe(true);
  const pid = brokerPid();
  const reply = await post('/chat/completions', QUESTION);
  let told: Promise<unknown> | null = null;
  const cut = read(reply, (soFar) => {
    if (told || !soFar.includes('word10')) return;
    process.kill(pid, 'SIGTERM');
    told = expect
      .poll(isReady, { timeout: 5_000 })
      .toBe(false)
      .then(() => process.kill(pid, 'SIGTERM'));
  });
  await expect(cut).rejects.toThrow();
  await told;
  await expect.poll(world.output, { timeout: 10_000 }).toContain('api stopped (exit 1)');
  await expect.poll(isReady, { timeout: 30_000 }).toBe(true);
});
