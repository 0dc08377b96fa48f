import { decodeHeaded, encodeHeaded, InferHeadSchema, isErrorCode } from '@spindle/shared';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type KnownAnswerEngine, startKnownAnswerEngine } from '../../../../tests/support/known-answer-engine.ts';
import { createEngine } from '../engines/index.ts';
import { type TestMachine, TestMarket } from '../testing/test-market.ts';
import { answerRequest } from './answer-request.ts';

const SECRET = 'what the buyer wrote';
let known: KnownAnswerEngine;
let market: TestMarket;
let machine: TestMachine;

beforeAll(async () => {
  known = await startKnownAnswerEngine({ model: 'tiny', words: 3 });
  market = new TestMarket();
});
afterAll(() => known.close());

/** How a body is answered: the fault's code, or that frames came to their end. */
async function outcomeOf(body: Uint8Array): Promise<string> {
  const heard: string[] = [];
  const end = (word: string) => void heard.push(word);
  await answerRequest(machine.parts, body, {
    cancelled: new AbortController().signal,
    isOpen: true,
    drained: undefined,
    frame: () => {},
    refuse: (fault) => {
      expect(JSON.stringify(fault)).not.toContain(SECRET);
      end(fault.code);
    },
    end: () => end('answered'),
  });
  expect(heard).toHaveLength(1);
  return heard[0] ?? 'nothing';
}

const isCoded = (outcome: string): boolean => outcome === 'answered' || isErrorCode(outcome);
const open = async () => {
  const settings = { kind: 'openai', url: known.url, key: null, name: null } as const;
  machine = await market.machine(createEngine(settings, 'tiny', 1));
};

describe('whatever comes over the link', () => {
  beforeEach(open);
  afterEach(() => machine.close());

  it('of random bytes is refused with a code', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 600 }), async (bytes) => {
        expect(await outcomeOf(bytes)).toBe('sealed_malformed');
      }),
      { numRuns: 200 },
    );
  });

  it('of a real request with bytes changed, cut or added never breaks the machine', async () => {
    const job = await market.ask([machine], {
      kind: 'chat',
      request: { messages: [{ role: 'user', content: SECRET }] },
    });
    const body = job.body();
    const change = fc.record({
      at: fc.double({ min: 0, max: 0.9999, noNaN: true }),
      byte: fc.integer({ min: 1, max: 255 }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(change, { minLength: 1, maxLength: 4 }),
        fc.integer({ min: -40, max: 40 }),
        async (list, more) => {
          const bytes = Buffer.concat([body, Buffer.alloc(Math.max(0, more))]).subarray(0, body.length + more);
          const spoilt = Buffer.from(bytes);
          for (const { at, byte } of list) {
            const place = Math.floor(at * spoilt.length);
            spoilt[place] = (spoilt[place] ?? 0) ^ byte;
          }
          expect(isCoded(await outcomeOf(spoilt))).toBe(true);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('of a real quote with another head never breaks the machine', async () => {
    const job = await market.ask([machine], {
      kind: 'chat',
      request: { messages: [{ role: 'user', content: SECRET }] },
    });
    const real = decodeHeaded(InferHeadSchema, job.body());
    const count = fc.oneof(fc.integer({ min: -3, max: 5_000 }), fc.constant(Number.MAX_SAFE_INTEGER), fc.double());
    const segment = fc.record({ attempt: count, nodeId: fc.constantFrom(machine.nodeId, 'x'), bytes: count });
    const resume = fc.record({ envelopeBytes: count, segments: fc.array(segment, { maxLength: 3 }) });
    const wrap = fc.record({
      ...{ nodeId: fc.constant(machine.nodeId), termsHash: fc.constant('ab'.repeat(32)) },
      ...{ enc: fc.constant('00'.repeat(32)), seq: count, ct: fc.constant('ff'.repeat(48)) },
    });
    await fc.assert(
      fc.asyncProperty(
        fc.record({ attempt: count, resume: fc.oneof(resume, fc.anything()), wrap }, { requiredKeys: [] }),
        fc.uint8Array({ maxLength: 200 }),
        async (head, more) => {
          const body = Buffer.concat([job.sealed.envelope, more]);
          expect(isCoded(await outcomeOf(encodeHeaded({ ...real?.head, ...head }, body)))).toBe(true);
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('whatever lies under the seal', () => {
  beforeEach(open);
  afterEach(() => machine.close());
  const names = [
    'messages',
    'prompt',
    'input',
    'temperature',
    'n',
    'stop',
    'tools',
    'response_format',
    'logit_bias',
    'seed',
  ];
  const parameters = fc.dictionary(fc.oneof(fc.constantFrom(...names), fc.string()), fc.jsonValue(), { maxKeys: 5 });
  const message = fc.record({ role: fc.constantFrom('user', 'assistant', 'tool', 'x'), content: fc.jsonValue() });
  const asked = fc.record({
    messages: fc.array(message, { maxLength: 3 }),
    prompt: fc.oneof(fc.string(), fc.array(fc.nat())),
    input: fc.oneof(fc.string(), fc.array(fc.string())),
  });

  it('is answered, or refused with a code and without a word of it', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('chat' as const, 'completion' as const, 'embeddings' as const),
        fc.oneof(
          parameters,
          fc.tuple(asked, parameters).map(([one, two]) => ({ ...two, ...one })),
        ),
        async (kind, request) => {
          const job = await market.ask([machine], { kind, request: { ...request, note: SECRET } });
          const outcome = await outcomeOf(job.body());
          expect([outcome, isCoded(outcome)]).toEqual([outcome, true]);
        },
      ),
      { numRuns: 150 },
    );
    expect(machine.faults.every(({ code }) => code !== 'internal')).toBe(true);
  });
});
