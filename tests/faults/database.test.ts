import { execFileSync } from 'node:child_process';
import { type Postgres, startPostgres } from '@spindle/devnet/postgres';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { askDoor } from '../support/ask-door.ts';
import { type Books, openBooks } from '../support/books.ts';
import { type Buyer, fundedBuyer } from '../support/buyer.ts';
import { startProvider, type TestProvider } from '../support/engine-provider.ts';
import { knownAnswer } from '../support/known-answer.ts';
import { type KnownAnswerEngine, startKnownAnswerEngine } from '../support/known-answer-engine.ts';
import { freePorts, type RunningWorld, removeWorld, startWorld, worldFolder } from '../support/world.ts';

/*
 * Postgres goes away, or stands still, in the middle of answers. One of them is taken over by another machine meanwhile.
 * A few seconds stand for any time: what a broker does in the third second it does in the thirtieth.
 */
const MODEL = 'openai/gpt-oss-20b';
const WORDS = 150;
const EVERY_MS = 40;
const BREAKS_AT = 75;

let dataDir: string;
let port: number;
let postgres: Postgres;
let world: RunningWorld;
let bad: KnownAnswerEngine;
let good: KnownAnswerEngine;
let providers: TestProvider[] = [];
let buyer: Buyer;
let books: Books;

beforeAll(async () => {
  dataDir = worldFolder('spindle-own-postgres-');
  port = (await freePorts()).postgres;
  postgres = await startPostgres({ dataDir, port, durable: false });
  world = await startWorld({ env: { DATABASE_URL: postgres.url('market') } });
  const pace = { model: MODEL, words: WORDS, everyMs: EVERY_MS };
  bad = await startKnownAnswerEngine({ ...pace, fault: 'cut-mid-stream', at: BREAKS_AT });
  good = await startKnownAnswerEngine(pace);
  providers = await Promise.all([
    startProvider(world, MODEL, bad.url, 4, 100_000n),
    startProvider(world, MODEL, good.url, 4, 400_000n),
  ]);
  buyer = await fundedBuyer(world);
  books = openBooks(postgres.url('market'));
});

afterAll(async () => {
  await books?.close();
  await Promise.all(providers.map((provider) => provider.stop()));
  await world?.stop();
  await Promise.all([postgres?.stop(), bad?.close(), good?.close()]);
  if (world) removeWorld(world.dataDir);
  removeWorld(dataDir);
});

afterEach(async () => {
  await expect.poll(books.openHolds, { timeout: 60_000 }).toBe(0);
  expect(await books.audit()).toEqual([]);
});

const askPlainly = (question: string, isStream = true) =>
  askDoor({
    ...{ api: world.dev.api, key: world.dev.openai.apiKey, model: MODEL, question, isStream },
    ...{ maxTokens: 200, spindle: { policy: 'cheapest' } },
  });

/** A sealed answer of the good machine, and one that breaks half way and is gone on with. */
async function beginTwo(name: string) {
  const begun = [bad.counts.begun, good.counts.begun];
  const sealed = buyer.ask({ model: MODEL, question: `${name} sealed`, listingId: providers[1]?.listingId ?? '' });
  const broken = askPlainly(`${name} broken`);
  await expect.poll(() => bad.counts.begun, { timeout: 60_000 }).toBeGreaterThan(begun[0] ?? 0);
  await expect.poll(() => good.counts.begun, { timeout: 60_000 }).toBeGreaterThan(begun[1] ?? 0);
  const continued = good.counts.continued;
  return { sealed, broken, isTakenOver: () => good.counts.continued > continued };
}

/** Both came whole, and are in the books, once each. */
async function checkTwo(name: string, { sealed, broken }: Awaited<ReturnType<typeof beginTwo>>): Promise<void> {
  expect(await sealed).toMatchObject({ text: knownAnswer(`${name} sealed`, WORDS), code: null });
  const answer = await broken;
  expect(answer).toMatchObject({ text: knownAnswer(`${name} broken`, WORDS), isWhole: true, error: null });
  expect(await books.journey(answer.jobId)).toEqual(['engine_unreachable', null]);
}

it('Postgres restarted: answers go on, by other machines too; they are settled once; what is new is refused', async () => {
  const before = (await books.usage()).length;
  const two = await beginTwo('gone');
  await postgres.stop();
  const refused = await askPlainly('is there anybody', false);
  expect(refused).toMatchObject({
    ...{ status: 503, retryAfter: '5' },
    error: { code: 'database_unavailable', type: 'server_error', message: expect.stringContaining('again') },
  });
  await expect.poll(two.isTakenOver, { timeout: 60_000 }).toBe(true);
  postgres = await startPostgres({ dataDir, port, durable: false });
  await checkTwo('gone', two);
  const usage = await books.usage();
  expect(usage.length).toBe(before + 2);
  expect(usage.every(({ end, costNano }) => end === 'complete' && costNano > 0n)).toBe(true);
});

it('Postgres stands still: answers go on, and what is new waits until it moves again', async () => {
  const before = (await books.usage()).length;
  const two = await beginTwo('frozen');
  const pids = serverProcesses();
  signal(pids, 'SIGSTOP');
  const waiting = askPlainly('one who waits', false);
  try {
    await expect.poll(two.isTakenOver, { timeout: 60_000 }).toBe(true);
  } finally {
    signal(pids, 'SIGCONT');
  }
  await checkTwo('frozen', two);
  expect(await waiting).toMatchObject({ text: knownAnswer('one who waits', WORDS), error: null });
  const usage = await books.usage();
  expect(usage.length).toBe(before + 3);
  expect(usage.every(({ end, costNano }) => end === 'complete' && costNano > 0n)).toBe(true);
});

/** Of our Postgres: the server, and one process for each connection. */
function serverProcesses(): number[] {
  const rows = execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' }).trim().split('\n');
  const found = rows.map((row) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(row)?.slice(1) ?? []);
  const server = found.find(([, , line]) => line?.includes('bin/postgres') && line.includes(`-p ${port} `))?.[0];
  if (!server) throw new Error('Postgres does not run');
  return found.filter(([pid, parent]) => pid === server || parent === server).map(([pid]) => Number(pid));
}

function signal(pids: readonly number[], name: NodeJS.Signals): void {
  for (const pid of pids) process.kill(pid, name);
}
