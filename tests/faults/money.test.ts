import { afterAll, beforeAll, expect, it } from 'vitest';
import { until } from '../../scripts/world/http.ts';
import { type Books, openBooks } from '../support/books.ts';
import { startProvider, type TestProvider } from '../support/engine-provider.ts';
import { askPlainly, type FleetAnswer } from '../support/fleet-buyers.ts';
import { knownAnswer } from '../support/known-answer.ts';
import { type KnownAnswerEngine, startKnownAnswerEngine } from '../support/known-answer-engine.ts';
import { auditAll } from '../support/money/audit-all.ts';
import { booksAgainstChain } from '../support/money/books-against-chain.ts';
import { EscrowCycle } from '../support/money/escrow-cycle.ts';
import { type KillableMarket, openKillableMarket } from '../support/money/killable-market.ts';
import { local, moneyPerson } from '../support/money/money-person.ts';
import { seededRandom } from '../support/money/seeded-random.ts';

/*
 * The broker is killed at random points, again and again, while escrows are opened, spent from and left, claims and
 * payouts are carried, and the chain loses messages or falls silent. After each kill everything comes to rest, and then
 * ledger = chain = receipts, to the nano.
 *
 * `MONEY_ROUNDS=500 MONEY_SEED=7 npx vitest run --config tests/vitest.config.ts tests/faults/money.test.ts` for long.
 */
const ROUNDS = Number(process.env.MONEY_ROUNDS ?? 4);
const SEED = Number(process.env.MONEY_SEED ?? Math.floor(Math.random() * 2 ** 31));

const MODEL = 'openai/gpt-oss-20b';
const WORDS = 120;
/** The dearest that may be asked: so that a few answers are worth a claim and a payout. */
const OUTPUT_MICRO_USD_PER_MTOK = 1_000_000_000n;
const CLOSE_DELAY_SECONDS = 120;
const COIN = 10n ** 9n;
const REST_WITHIN_MS = 40_000;

const random = seededRandom(SEED);
let world: KillableMarket;
let engine: KnownAnswerEngine;
let provider: TestProvider;
let books: Books;
let cycles: EscrowCycle[];
let keys: string[];
let seller: Awaited<ReturnType<typeof moneyPerson>>;

beforeAll(async () => {
  world = await openKillableMarket({
    CHANNEL_CLOSE_DELAY_SECONDS: `${CLOSE_DELAY_SECONDS}`,
    CHAIN_POLL_MS: '100',
    CLAIM_THRESHOLD: '0.05',
    LOG_LEVEL: 'warn',
  });
  await world.open();
  engine = await startKnownAnswerEngine({ model: MODEL, words: WORDS });
  seller = await moneyPerson(world, 'provider', COIN);
  const persons = await Promise.all(
    ['buyer' as const, 'developer' as const].map((as) => moneyPerson(world, as, 10_000n * COIN)),
  );
  provider = await startProvider(world, MODEL, engine.url, 8, OUTPUT_MICRO_USD_PER_MTOK);
  keys = persons.map(({ apiKey }) => apiKey);
  cycles = persons.map((person) => {
    const asks = { model: MODEL, maxTokens: WORDS + 20 };
    const options = { ...asks, world, person, depositNano: COIN / 2n, closeDelaySeconds: CLOSE_DELAY_SECONDS };
    return new EscrowCycle({ ...options, random });
  });
  books = openBooks(world.databaseUrl);
});

afterAll(async () => {
  await books?.close();
  await provider?.stop();
  await world?.stop();
  await engine?.close();
});

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Asks by a key, whatever becomes of each question. */
async function askOn(key: string, answers: FleetAnswer[], isOver: () => boolean): Promise<void> {
  for (let at = 0; !isOver(); at++) {
    const question = `plain ${answers.length} ${at}`;
    const asked = askPlainly({ api: world.url, key, model: MODEL, question, maxTokens: WORDS + 20 });
    const answer = await asked.catch(
      (): FleetAnswer => ({ question, text: '', jobId: null, attempts: 0, fault: 'gone' }),
    );
    answers.push(answer);
    await pause(answer.fault ? 150 : 30 + random() * 200);
  }
}

/** The provider asks for their money whenever there is some. */
async function payOn(isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    await seller.market.payouts.ask.mutate().catch(() => undefined);
    await pause(200 + random() * 500);
  }
}

/** The chain loses a message now and then, and falls silent. */
async function troubleOn(isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    await pause(200 + random() * 800);
    if (random() < 0.3) await local(world, 'switches', { loseExternals: 1 });
    if (random() < 0.2) {
      await local(world, 'switches', { isDown: true });
      await pause(random() * 400);
      await local(world, 'switches', { isDown: false });
    }
  }
}

/** Machines have linked by themselves, and are asked again. */
async function isAtWork(): Promise<void> {
  const begun = engine.counts.finished;
  await until(async () => engine.counts.finished > begun + 3, 15_000, 50);
}

async function playRound(answers: FleetAnswer[]): Promise<void> {
  let isOver = false;
  const done = () => isOver;
  const work = Promise.all([
    ...cycles.map((cycle) => cycle.run(done)),
    ...keys.map((key) => askOn(key, answers, done)),
    payOn(done),
    troubleOn(done),
  ]);
  const kills = random() < 0.4 ? 2 : 1;
  for (let kill = 0; kill < kills; kill++) {
    // A second kill may come while nothing has been linked again.
    if (kill === 0) await isAtWork();
    await pause(random() * 1_800);
    await world.kill();
    await world.open();
  }
  await pause(random() * 1_000);
  isOver = true;
  await work;
  await local(world, 'switches', { isDown: false, loseExternals: 0 });
}

/** Until nothing is on its way any more. */
async function comeToRest(when: string): Promise<void> {
  const isAtRest = async () => {
    await books.expireHolds();
    await books.ageBatches();
    return (await books.openHolds()) === 0 && (await books.onTheirWay()).length === 0;
  };
  if (!(await until(isAtRest, REST_WITHIN_MS, 250))) {
    throw new Error(`${when}: ${await books.onTheirWay()}\n${world.lastWords()}`);
  }
}

it('killed wherever it was, ledger = chain = receipts to the nano', { timeout: ROUNDS * 90_000 }, async () => {
  const answers: FleetAnswer[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const when = `round ${round} of seed ${SEED}`;
    const beganMs = Date.now();
    await playRound(answers);
    const playedMs = Date.now();
    await comeToRest(when);
    const restedMs = Date.now();
    expect(await auditAll(world), when).toEqual([]);
    // A payout that waited for its funds may still be on its way; what is lost never comes to be the same again.
    await expect
      .poll(() => booksAgainstChain(world), { timeout: REST_WITHIN_MS, interval: 250, message: when })
      .toEqual([]);
    if (!process.env.MONEY_ROUNDS) continue;
    const took = [playedMs - beganMs, restedMs - playedMs, Date.now() - restedMs];
    process.stdout.write(
      `${JSON.stringify({ when, took, left: leftBy(), whole: wholeOf(answers).length, messages: await books.endedMessages() })}\n`,
    );
  }
  const whole = wholeOf(answers);
  expect(whole.filter(({ question, text }) => text !== knownAnswer(question, WORDS))).toEqual([]);
  expect(whole.length).toBeGreaterThan(ROUNDS);
  const messages = await books.endedMessages();
  expect((messages['claim done'] ?? 0) + (messages['close_now done'] ?? 0)).toBeGreaterThan(0);
  expect(messages['fund done']).toBeGreaterThan(0);
});

it('and while the market is switched off, each buyer goes home with all that is unspent', async () => {
  await Promise.all(cycles.map((cycle) => cycle.run(() => cycle.isSpending)));
  await world.kill();
  const homes = await Promise.all(cycles.map((cycle) => cycle.leaveByChain()));
  const left = homes.filter((home) => home !== null);
  expect(left).toHaveLength(cycles.length);
  for (const { address, depositedNano, cameNano } of left) {
    const unspentNano = depositedNano - (await books.spentOf(address));
    // What the market had not claimed comes home too; the storage reserve covers the fees.
    expect(cameNano, address).toBeGreaterThanOrEqual(unspentNano);
  }
  await world.open();
  const when = `after ${left.length} left, seed ${SEED}`;
  await comeToRest(when);
  await expect
    .poll(() => booksAgainstChain(world), { timeout: REST_WITHIN_MS, interval: 250, message: when })
    .toEqual([]);
  expect(await auditAll(world), when).toEqual([]);
});

const wholeOf = (answers: readonly FleetAnswer[]): FleetAnswer[] =>
  [...answers, ...cycles.flatMap((cycle) => cycle.answers)].filter(({ fault }) => fault === null);

/** How many escrows were left, and how. */
function leftBy() {
  const ways = cycles.flatMap((cycle) => cycle.left).map(({ way }) => way);
  return {
    together: ways.filter((way) => way === 'together').length,
    alone: ways.filter((way) => way === 'alone').length,
  };
}
