import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { askDoor, type DoorAnswer } from '../support/ask-door.ts';
import { type Books, openBooks } from '../support/books.ts';
import { startProvider, type TestProvider } from '../support/engine-provider.ts';
import { knownAnswer } from '../support/known-answer.ts';
import { type KnownAnswerEngine, startKnownAnswerEngine } from '../support/known-answer-engine.ts';
import type { Switches } from '../support/known-answer-switches.ts';
import { type RunningWorld, removeWorld, startWorld } from '../support/world.ts';

/*
 * What engines do wrong, one at a time, before the first token and after it, streamed and not: the cheaper machine has
 * such an engine, a good one stands behind it. Each buyer gets the right answer; where nobody else is there, a typed
 * fault. The two askers of a cell (stream, not) come together.
 */
const MODEL = 'openai/gpt-oss-20b';
const WORDS = 12;
const BEFORE = { at: 0 };
const AFTER = { at: 5 };
const GOOD: Partial<Switches> = { fault: null, everyMs: 5, at: 3 };

/** Nothing is wrong with the answer: nobody else is asked. */
const HARMLESS: [string, Partial<Switches>][] = [
  ['nothing', {}],
  ['delayed headers', { fault: 'late-headers', delayMs: 300 }],
  ['a delayed body', { fault: 'late-body', delayMs: 300 }],
  ['pauses between words', { everyMs: 60 }],
  ['usage told twice', { fault: 'two-usages' }],
  ['no usage', { fault: 'no-usage' }],
  ['counts a hundred times too high', { fault: 'wrong-counts' }],
];
/** With the code that a buyer hears when nobody else is there. */
const BREAKING: [string, Partial<Switches>, string][] = [
  ['a hang', { fault: 'hang' }, 'node_timeout'],
  ['HTTP 500', { fault: 'http-500' }, 'engine_unreachable'],
  ['HTTP 429', { fault: 'http-429' }, 'node_busy'],
  ['a disconnect before headers', { fault: 'cut-before-headers' }, 'engine_unreachable'],
  ['a disconnect after headers', { fault: 'cut-after-headers' }, 'engine_unreachable'],
  ['a disconnect before the first word', { fault: 'cut-mid-stream', ...BEFORE }, 'engine_unreachable'],
  ['an early end before the first word', { fault: 'end-mid-stream', ...BEFORE }, 'engine_unreachable'],
  ['malformed SSE before the first word', { fault: 'malformed-sse', ...BEFORE }, 'engine_unreachable'],
  ['half a JSON before the first word', { fault: 'half-json', ...BEFORE }, 'engine_unreachable'],
  ['an error event before the first word', { fault: 'error-mid-stream', ...BEFORE }, 'engine_unreachable'],
  ['silence before the first word', { fault: 'silence', ...BEFORE }, 'node_timeout'],
  ['a disconnect in mid-stream', { fault: 'cut-mid-stream', ...AFTER }, 'engine_unreachable'],
  ['an early end in mid-stream', { fault: 'end-mid-stream', ...AFTER }, 'engine_unreachable'],
  ['malformed SSE in mid-stream', { fault: 'malformed-sse', ...AFTER }, 'engine_unreachable'],
  ['half a JSON in mid-stream', { fault: 'half-json', ...AFTER }, 'engine_unreachable'],
  ['an error event in mid-stream', { fault: 'error-mid-stream', ...AFTER }, 'engine_unreachable'],
  ['silence in mid-stream', { fault: 'silence', ...AFTER }, 'node_timeout'],
];

let world: RunningWorld;
let bad: KnownAnswerEngine;
let good: KnownAnswerEngine;
let badProvider: TestProvider;
let goodProvider: TestProvider;
let books: Books;
const whole: DoorAnswer[] = [];
let asked = 0;

beforeAll(async () => {
  const limits = { RELAY_FIRST_TOKEN_MS: '2500', RELAY_IDLE_MS: '2000', RELAY_TAKE_OVER_MS: '300' };
  world = await startWorld({ env: limits });
  bad = await startKnownAnswerEngine({ model: MODEL, words: WORDS, ...GOOD });
  good = await startKnownAnswerEngine({ model: MODEL, words: WORDS, ...GOOD });
  [badProvider, goodProvider] = await Promise.all([
    startProvider(world, MODEL, bad.url, 8, 100_000n),
    startProvider(world, MODEL, good.url, 8, 400_000n),
  ]);
  books = openBooks(world.databaseUrl);
});

afterAll(async () => {
  await books?.close();
  await Promise.all([badProvider?.stop(), goodProvider?.stop()]);
  await world?.stop();
  await Promise.all([bad?.close(), good?.close()]);
  if (world) removeWorld(world.dataDir);
});

/** Two buyers at once: one streams, the other doesn't. */
function askBoth(spindle: object) {
  const ask = async (isStream: boolean) => {
    const question = `question ${asked++}`;
    const { api, openai } = world.dev;
    const answer = await askDoor({ api, key: openai.apiKey, model: MODEL, question, isStream, spindle });
    return { question, answer, right: knownAnswer(question, WORDS) };
  };
  return Promise.all([ask(true), ask(false)]);
}

/** The machine answers well again, so that its circuit does not open over all that it is made to do here. */
async function heal(): Promise<void> {
  bad.set(GOOD);
  const only = { listing_id: badProvider.listingId };
  for (const { answer, right } of (await Promise.all([askBoth(only), askBoth(only)])).flat()) {
    expect(answer).toMatchObject({ text: right, error: null });
    whole.push(answer);
  }
}

describe('an engine with', () => {
  it.each(HARMLESS)('%s: the answer is right, and nobody else is asked', async (_, switches) => {
    bad.set({ ...GOOD, ...switches });
    for (const { answer, right } of await askBoth({ policy: 'cheapest' })) {
      expect(answer).toMatchObject({ status: 200, text: right, isWhole: true, error: null });
      expect(await books.journey(answer.jobId)).toEqual([null]);
      whole.push(answer);
    }
    bad.set(GOOD);
  });

  describe.each(BREAKING)('%s', (_, switches, code) => {
    beforeEach(() => bad.set({ ...GOOD, ...switches }));
    afterEach(heal);

    it('is made good by another machine', async () => {
      for (const { answer, right } of await askBoth({ policy: 'cheapest' })) {
        expect(answer).toMatchObject({ status: 200, text: right, isWhole: true, error: null });
        expect(await books.journey(answer.jobId)).toEqual([code, null]);
        whole.push(answer);
      }
    });

    it('is told by a typed fault where nobody else is there, and nothing is charged', async () => {
      const charged = await charges();
      const [streamed, gathered] = await askBoth({ listing_id: badProvider.listingId });
      const error = { code, type: expect.stringMatching(/_error$/), message: expect.stringMatching(/^[A-Z].{20}/) };
      const hasBegun = switches.at === AFTER.at;
      const { status } = gathered.answer;
      expect(status).toBeGreaterThanOrEqual(429);
      expect(gathered.answer).toMatchObject({ text: '', isWhole: false, error });
      expect(streamed.answer).toMatchObject({ status: hasBegun ? 200 : status, isWhole: false, error });
      expect(streamed.right.startsWith(streamed.answer.text)).toBe(true);
      expect(streamed.answer.text === '').toBe(!hasBegun);
      expect(await charges()).toBe(charged);
    });
  });
});

const charges = async () => (await books.usage()).filter(({ costNano }) => costNano > 0n).length;

it('the books: one charge for each whole answer, none for anything else, nothing held, nothing lost', async () => {
  await expect.poll(books.openHolds, { timeout: 60_000 }).toBe(0);
  const charged = (await books.usage()).filter(({ costNano }) => costNano > 0n);
  expect(charged.map(({ jobId }) => jobId).sort()).toEqual(whole.map(({ jobId }) => jobId).sort());
  expect(charged.every(({ end }) => end === 'complete')).toBe(true);
  expect(await books.audit()).toEqual([]);
});
