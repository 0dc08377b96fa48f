import { afterAll, beforeAll, expect, it } from 'vitest';
import { until } from '../../scripts/world/http.ts';
import { type Books, openBooks } from '../support/books.ts';
import { type Buyer, fundedBuyer } from '../support/buyer.ts';
import { startProvider, type TestProvider } from '../support/engine-provider.ts';
import { askPlainly, askSealed, type FleetAnswer } from '../support/fleet-buyers.ts';
import { knownAnswer } from '../support/known-answer.ts';
import { type KnownAnswerEngine, startKnownAnswerEngine } from '../support/known-answer-engine.ts';
import { processesOf, type RunningWorld, removeWorld, startWorld } from '../support/world.ts';

/* The broker is killed, as by a power cut, again and again while many ask; each time it is started again. */
const MODEL = 'openai/gpt-oss-20b';
const WORDS = 30;
const BUYERS = 16;
const KILLS = 3;
const AFTER_MOST_MS = 2_500;

let world: RunningWorld;
let engine: KnownAnswerEngine;
let provider: TestProvider;
let buyer: Buyer;
let books: Books;

beforeAll(async () => {
  world = await startWorld();
  engine = await startKnownAnswerEngine({ model: MODEL, words: WORDS, everyMs: 20 });
  provider = await startProvider(world, MODEL, engine.url, BUYERS);
  buyer = await fundedBuyer(world);
  books = openBooks(world.databaseUrl);
});

afterAll(async () => {
  await books?.close();
  await provider?.stop();
  await world?.stop();
  await engine?.close();
  if (world) removeWorld(world.dataDir);
});

/** Asks on and on, by one door or the other, whatever becomes of each question. */
async function askOn(door: number, isOver: () => boolean): Promise<FleetAnswer[]> {
  const { api, openai } = world.dev;
  const answers: FleetAnswer[] = [];
  for (let at = 0; !isOver(); at++) {
    const question = `buyer ${door}, question ${at}`;
    const ask = { api, key: openai.apiKey, model: MODEL, question, maxTokens: 60 };
    const asked = door % 2 === 0 ? askPlainly(ask) : askSealed(ask);
    const gone = { question, text: '', jobId: null, attempts: 0, fault: 'gone' };
    const answer = await asked.catch((): FleetAnswer => gone);
    answers.push(answer);
    if (answer.fault) await pause(200);
  }
  return answers;
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

function brokerPid(): number | null {
  const line = processesOf(world).find((found) => found.includes('apps/api/dist/main.js'));
  return line ? Number(line.trim().split(/\s+/)[0]) : null;
}

/** The machine has linked by itself, and is asked again. */
const isAtWork = async () => {
  const begun = engine.counts.finished;
  return until(async () => engine.counts.finished > begun + BUYERS, 60_000);
};

it('killed at random points under load, the market loses no money and makes none, and charges no job twice', async () => {
  const before = (await buyer.market.wallet.overview.query()).balances.spentNano;
  let isOver = false;
  const asking = Array.from({ length: BUYERS }, (_, door) => askOn(door, () => isOver));
  const delaysMs: number[] = [];
  for (let kill = 0; kill < KILLS; kill++) {
    expect(await isAtWork(), `after ${delaysMs} ms`).toBe(true);
    const delayMs = Math.round(Math.random() * AFTER_MOST_MS);
    delaysMs.push(delayMs);
    await pause(delayMs);
    const pid = brokerPid();
    if (pid) process.kill(pid, 'SIGKILL');
    await expect.poll(() => brokerPid() ?? pid, { timeout: 60_000 }).not.toBe(pid);
  }
  expect(await isAtWork(), `after ${delaysMs} ms`).toBe(true);
  isOver = true;
  const answers = (await Promise.all(asking)).flat();
  const whole = answers.filter(({ fault }) => fault === null);
  expect(whole.filter(({ question, text }) => text !== knownAnswer(question, WORDS))).toEqual([]);
  expect(whole.length).toBeGreaterThan(KILLS * BUYERS);
  expect(answers.length - whole.length).toBeGreaterThan(0);
  await checkBooks(before, whole, `after ${delaysMs} ms`);
});

async function checkBooks(before: bigint, whole: readonly FleetAnswer[], when: string): Promise<void> {
  // Receipts of answers that the market did not see to their end come by themselves; until then their holds stand.
  const charged = async () => (await books.usage()).filter(({ costNano }) => costNano > 0n);
  await expect
    .poll(async () => (await charged()).length, { timeout: 60_000, message: when })
    .toBeGreaterThan(whole.length);
  // Requests that never reached a machine have no receipt: their holds end by time.
  await books.expireHolds();
  await expect.poll(books.openHolds, { timeout: 60_000, message: when }).toBe(0);

  const rows = await charged();
  const jobIds = rows.map(({ jobId }) => jobId);
  expect(new Set(jobIds).size, when).toBe(jobIds.length);
  const missing = whole.filter(({ jobId }) => !jobIds.includes(jobId ?? ''));
  expect(missing, when).toEqual([]);
  const after = (await buyer.market.wallet.overview.query()).balances.spentNano;
  const sum = rows.reduce((total, { costNano }) => total + costNano, 0n);
  expect(after - before, when).toBe(sum);
  expect(await books.audit(), when).toEqual([]);
}
