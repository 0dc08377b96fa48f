import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AFTER_TOOLS, JSON_ANSWER, PLAIN_ANSWER, vectorOf, WEATHER_CALLS } from '../support/scripted-engine.ts';
import { AI_SDK_WORK, poorFault as aiSdkPoorFault } from './ai-sdk.ts';
import { DOORS, type Door, type DoorsWorld, startDoorsWorld } from './doors-world.ts';
import { LANGCHAIN_WORK, poorFault as langchainPoorFault } from './langchain.ts';
import { OPENAI_WORK, poorFault as openaiPoorFault } from './openai-client.ts';

let world: DoorsWorld;
beforeAll(async () => {
  world = await startDoorsWorld();
});
afterAll(() => world?.close());

const WEATHER = JSON.parse(JSON_ANSWER);
const RESULTS = ['weather in Kazan', 'time in Kazan'];
const VECTORS = [vectorOf('one'), vectorOf('three')].map((vector) => vector.map(Math.fround));

/** What is right, so that the doors can't agree on something wrong. */
const RIGHT: Record<string, Record<string, unknown>> = {
  openai: {
    'a whole answer': { choices: [{ message: { content: PLAIN_ANSWER }, finish_reason: 'stop' }] },
    'a stream with its usage': { text: PLAIN_ANSWER, ends: ['stop'], ids: 1, usage: { completion_tokens: 4 } },
    'two tools at once, whole': {
      calls: WEATHER_CALLS.map(({ id, ...call }) => ({ id, type: 'function', function: call })),
      content: null,
      end: 'tool_calls',
    },
    'two tools at once, streamed, run, and answered': { said: AFTER_TOOLS, results: RESULTS },
    'JSON by a schema': WEATHER,
    'JSON without one': WEATHER,
    'log probabilities': { content: [{ logprob: -0.25 }, {}, {}, {}] },
    'three answers': { choices: Array.from({ length: 3 }, (_, index) => ({ index })), tokens: 12 },
    'an answer that its limit ends': { end: 'length' },
    'a thought before the answer': { content: 'Yes.', reasoning_content: 'Hm.' },
    'a picture': PLAIN_ANSWER,
    'a text gone on with, whole and streamed': { streamed: 'Once upon a time' },
    'vectors, as numbers and as the client decodes them': {
      decoded: { data: VECTORS.map((embedding, index) => ({ embedding, index })) },
      numbers: { data: VECTORS.map((embedding, index) => ({ embedding, index })) },
    },
    'a model that does not exist': { status: 404, code: 'model_unknown', param: 'model' },
    'a parameter that is wrong': { status: 400, code: 'parameter_unsupported', param: 'temperature' },
    'a wish that nobody meets': { status: 503, code: 'no_candidates' },
    'a key that is none': { status: 401, code: 'api_key_invalid' },
    'a stop in the middle': { isCut: true },
  },
  'the Vercel AI SDK': {
    'a whole answer, by either provider': [{ text: PLAIN_ANSWER }, { text: PLAIN_ANSWER }],
    'a stream with its usage': { text: PLAIN_ANSWER, end: 'stop', outputTokens: 4 },
    'two tools at once, run, and answered': {
      text: AFTER_TOOLS,
      results: [
        ['weather', RESULTS[0]],
        ['time', RESULTS[1]],
      ],
    },
    'an object by a schema': WEATHER,
    'a thought before the answer': { text: 'Yes.', reasoningText: 'Hm.' },
    vectors: { embeddings: VECTORS },
    'a model that does not exist': { status: 404 },
    'a stop in the middle': { words: 3, end: 'abort' },
  },
  LangChain: {
    'a whole answer': { content: PLAIN_ANSWER },
    'a stream': PLAIN_ANSWER,
    'two tools at once, run, and answered': { said: AFTER_TOOLS, results: RESULTS },
    'an object by a schema': WEATHER,
    'a text gone on with': 'Once upon a time',
    vectors: VECTORS,
    'a model that does not exist': { status: 404, code: 'model_unknown' },
    'a stop in the middle': { words: 3 },
  },
};

describe.each<[string, Record<string, (door: Door) => Promise<unknown>>, (door: Door) => Promise<unknown>]>([
  ['openai', OPENAI_WORK, openaiPoorFault],
  ['the Vercel AI SDK', AI_SDK_WORK, aiSdkPoorFault],
  ['LangChain', LANGCHAIN_WORK, langchainPoorFault],
])('%s works unmodified through every door, and gets the same', (client, work, poorFault) => {
  it.each(Object.entries(work))('%s', async (name, run) => {
    const results: unknown[] = [];
    for (const door of DOORS) results.push(await run(world.door(door)));
    const [first, ...rest] = results;
    const right = RIGHT[client]?.[name];
    if (right !== null && typeof right === 'object') expect(first).toMatchObject(right);
    else if (right !== undefined) expect(first).toEqual(right);
    for (const result of rest) expect(result).toEqual(first);
  });

  it('is told when there is no money', async () => {
    const faults: unknown[] = [];
    for (const door of DOORS) faults.push(await poorFault(world.door(door, world.poorKey)));
    expect(faults[0]).toMatchObject({ status: 402 });
    for (const fault of faults) expect(fault).toEqual(faults[0]);
  });
});
