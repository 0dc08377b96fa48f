import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { AccountId } from '@spindle/shared';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { EscrowBuyer } from '../escrow/testing/escrow-buyer.ts';
import { createEscrowWorld, type EscrowWorld } from '../escrow/testing/escrow-world.ts';
import { createUsage } from '../usage/index.ts';
import { runAudit } from './run-audit.ts';
import type { WorkerOrders } from './testing/worker-orders.ts';

/** How many processes are killed: some here, as many as one likes by `LEDGER_KILLS=500 npx vitest run kills`. */
const KILLS = Number(process.env.LEDGER_KILLS ?? 3);
const TOGETHER = 2;
const COIN = 10n ** 9n;
const ROOT = fileURLToPath(new URL('../../../../../', import.meta.url));
/** Below `node_modules`, from where it finds its packages. */
const WORKER = path.join(ROOT, 'node_modules/.cache/spindle/broker-worker.js');

let world: EscrowWorld;
let buyers: EscrowBuyer[];
let provider: AccountId;
let knife: pg.Client;
const running = new Set<ChildProcess>();

beforeAll(async () => {
  const entry = fileURLToPath(new URL('./testing/broker-worker.ts', import.meta.url));
  execFileSync(process.execPath, ['scripts/bundle-one.mjs', entry, WORKER], { cwd: ROOT });
  world = await createEscrowWorld();
  // The chain's wallets send one after another.
  buyers = [];
  for (let at = 0; at < 4; at++) buyers.push(await world.openBuyer(COIN));
  provider = await world.person();
  knife = new pg.Client({ connectionString: world.url, application_name: 'knife' });
  await knife.connect();
});
afterAll(async () => {
  for (const child of running) child.kill('SIGKILL');
  await knife.end();
  await world.close();
});

/** Starts a process that works, and waits until it does. */
async function startWorker(orders: WorkerOrders): Promise<ChildProcess> {
  const child = spawn(process.execPath, [WORKER, JSON.stringify(orders)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  const isWorking = await Promise.race([
    once(child.stdout ?? child, 'data').then(() => true),
    once(child, 'exit').then(() => false),
  ]);
  if (!isWorking) throw new Error('a process ended by itself: a connection that is cut must not end it');
  return child;
}

/** Cuts connections in the middle of whatever they do, again and again. @returns how many were cut. */
async function cutConnections(signal: AbortSignal): Promise<number> {
  let cut = 0;
  while (!signal.aborted) {
    const { rowCount } = await knife.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND pid <> pg_backend_pid() AND state = 'active' AND application_name <> 'knife'
       ORDER BY random() LIMIT 1`,
    );
    cut += rowCount ?? 0;
    await wait(randomInt(5, 60));
  }
  return cut;
}

/** Buyers go on paying in. */
async function keepDepositing(signal: AbortSignal): Promise<number> {
  let count = 0;
  for (let at = 0; !signal.aborted; at++) {
    await buyers[at % buyers.length]?.deposit(COIN / 10n);
    count += 1;
    await wait(150);
  }
  return count;
}

it('processes killed in the middle of anything, and connections cut, lose and make no money', {
  timeout: 60_000 + KILLS * 15_000,
}, async () => {
  const apiKeys = await Promise.all(
    buyers.map(({ accountId }) => world.apiKey(accountId, COIN / 2n, { day: COIN / 3n })),
  );
  const orders: WorkerOrders = {
    ...{ databaseUrl: world.url, chainUrl: world.chainUrl, address: world.treasury.address, provider },
    buyers: buyers.map(({ accountId }, at) => ({ accountId, apiKeyId: apiKeys[at] ?? '' })),
  };
  const over = new AbortController();
  const cuts = cutConnections(over.signal);
  const deposits = keepDepositing(over.signal);
  let kills = 0;
  await Promise.all(
    Array.from({ length: TOGETHER }, async () => {
      while (kills < KILLS) {
        kills += 1;
        const worker = await startWorker(orders);
        await wait(randomInt(50, 1_500));
        const end = once(worker, 'exit');
        worker.kill('SIGKILL');
        expect(await end).toEqual([null, 'SIGKILL']);
      }
    }),
  );
  over.abort();
  expect(await cuts).toBeGreaterThan(0);
  expect(await deposits).toBeGreaterThan(0);

  // What a broker does that comes up afterwards.
  const usage = createUsage({ ...world, log: world.log });
  world.clock.set(Date.now() + 60_000);
  await expect.poll(() => usage.releaseExpired()).toBe(0);
  await world.settle();
  const { rows } = await knife.query(
    `SELECT (SELECT count(*) FROM usage WHERE cost_nano > 0)::int AS billed,
       (SELECT count(*) FROM hold WHERE state = 'open')::int AS open, (SELECT sum(held_nano) FROM channel)::int AS held`,
  );
  expect(rows[0]).toMatchObject({ open: 0, held: 0 });
  expect(rows[0].billed).toBeGreaterThan(KILLS * 5);
  const report = await runAudit({ ...world, pause: () => world.follower.follow() }, 'full', null);
  expect(report.findings).toEqual([]);
  expect(report.looked.receipts).toBe(rows[0].billed);
});
