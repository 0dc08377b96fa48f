import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type Postgres, startPostgres } from '@spindle/devnet/postgres';
import OpenAI from 'openai';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Buyer, fundedBuyer } from '../support/buyer.ts';
import { startProvider, type TestProvider } from '../support/engine-provider.ts';
import { type SlowEngine, startSlowEngine } from '../support/slow-engine.ts';
import { freePorts, type RunningWorld, removeWorld, startWorld } from '../support/world.ts';

const MODEL = 'openai/gpt-oss-20b';

let dataDir: string;
let port: number;
let postgres: Postgres;
let world: RunningWorld;
let slow: SlowEngine;
let provider: TestProvider;
let buyer: Buyer;

beforeAll(async () => {
  dataDir = mkdtempSync(path.join(os.tmpdir(), 'spindle-own-postgres-'));
  port = (await freePorts()).postgres;
  postgres = await startPostgres({ dataDir, port });
  world = await startWorld({ env: { DATABASE_URL: postgres.url('market') } });
  slow = await startSlowEngine({ model: MODEL, words: 100, everyMs: 40 });
  provider = await startProvider(world, MODEL, slow.url);
  buyer = await fundedBuyer(world);
});

afterAll(async () => {
  await provider?.stop();
  await world?.stop();
  await Promise.all([postgres?.stop(), slow?.close()]);
  if (world) removeWorld(world.dataDir);
  removeWorld(dataDir);
});

it('Postgres restarted while an answer streams: the answer goes on, and is settled once when it is back', async () => {
  const openai = new OpenAI({ ...world.dev.openai, maxRetries: 0 });
  const before = (await buyer.market.wallet.overview.query()).balances.spentNano;
  let away: Promise<void> | null = null;
  let refused: unknown = null;
  const asked = await buyer.ask({ model: MODEL, listingId: provider.listingId }, (text) => {
    if (away || !text.includes('word10')) return;
    away = (async () => {
      await postgres.stop();
      // While the database is away nothing new is begun, and it says so.
      refused = await openai.chat.completions
        .create({ model: world.dev.openai.model, messages: [{ role: 'user', content: 'Hi' }] })
        .catch((error: unknown) => error);
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      postgres = await startPostgres({ dataDir, port });
    })();
  });
  await away;
  expect(refused).toMatchObject({ status: 503, code: 'database_unavailable' });
  expect(asked.text).toContain('word99');

  const database = new pg.Client({ connectionString: postgres.url('market') });
  await database.connect();
  const open = async () => (await database.query(`SELECT 1 FROM hold WHERE state = 'open'`)).rowCount;
  await expect.poll(open, { timeout: 30_000 }).toBe(0);
  const { rows } = await database.query<{ cost_nano: string }>(`SELECT cost_nano FROM usage WHERE model_id = $1`, [
    MODEL,
  ]);
  await database.end();
  expect(rows).toHaveLength(1);
  expect(BigInt(rows[0]?.cost_nano ?? 0)).toBeGreaterThan(0n);
  const after = (await buyer.market.wallet.overview.query()).balances.spentNano;
  expect(after - before).toBe(BigInt(rows[0]?.cost_nano ?? 0));
});
