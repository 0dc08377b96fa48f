import { type AnswerEvent, inputTokensCeiling } from '@spindle/client';
import { type Candidate, nano, type Quote, type Terms } from '@spindle/shared';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OfferCard } from '../../lib/api/index.ts';
import { choiceFromSearch, FIRST_CHOICE, maxOutputTokens } from './choice.ts';
import { estimateHoldNano, guessInputTokens, runningCostNano } from './cost.ts';
import { messagesToSend } from './history.ts';
import { type Answer, applyEvent, failAnswer, newAnswer, stopAnswer, type Turn } from './turn.ts';
import { weakestTier } from './weakest-tier.ts';
import { whomToAsk } from './whom-to-ask.ts';

const terms = {
  nodeId: 'node-a',
  jobId: 'job',
  inputMicroUsdPerMTok: '100000',
  cachedInputMicroUsdPerMTok: '50000',
  outputMicroUsdPerMTok: '400000',
  rateMicroUsdPerCoin: '2000000',
  maxInputTokens: 500,
  maxOutputTokens: 1_000,
} as Terms;
const candidate = { terms } as Candidate;
const quote = { jobId: 'job', candidates: [candidate] } as Quote;
const text = (piece: string, outputTokens: number): AnswerEvent => ({ kind: 'text', text: piece, outputTokens });
const after = (...events: AnswerEvent[]): Answer => events.reduce((a, e, at) => applyEvent(a, e, at + 1), newAnswer(0));

describe('an answer', () => {
  const begun: AnswerEvent[] = [
    { kind: 'quoted', quote, usable: [terms], refused: [] },
    { kind: 'attempt', attempt: 0, nodeId: 'node-a' },
  ];

  it('waits, then streams, and says since when', () => {
    expect(after(...begun)).toMatchObject({ state: 'waiting', sinceMs: 1, jobId: 'job', candidate });
    expect(after(...begun, text('Hel', 1), text('lo', 2))).toMatchObject({
      state: 'streaming',
      sinceMs: 3,
      text: 'Hello',
      outputTokens: 2,
    });
  });

  it('ends with its bill, and keeps no more of the quote than the machine that answered', () => {
    const bill = { usage: { input: 9, cached: 0, output: 2 }, chargedNano: nano(7n), feeNano: nano(1n) };
    const end = {
      kind: 'end',
      reason: 'length',
      ...bill,
      signedReceipt: { text: '{}', signature: 's' },
    } as AnswerEvent;
    const told = { ...end, resumedTokens: 0 } as AnswerEvent;
    expect(after(...begun, text('Hi', 2), told)).toMatchObject({
      state: 'complete',
      quote: null,
      candidate,
      bill,
      isCutShort: true,
      outputTokens: 2,
    });
  });

  it('says its place in line while it waits, and what was free when another machine went on', () => {
    const [quoted, attempt] = begun;
    if (!quoted || !attempt) throw new Error('no beginning');
    const queued: AnswerEvent = { kind: 'queued', position: 3, etaMs: 9_000 };
    expect(after(quoted, queued)).toMatchObject({ state: 'waiting', queue: { position: 3, etaMs: 9_000 } });
    expect(after(quoted, queued, attempt).queue).toBeNull();
    const next = { ...attempt, attempt: 1, resumedTokens: 2 } as AnswerEvent;
    const end = {
      kind: 'end',
      reason: 'stop',
      usage: { input: 9, cached: 0, output: 5 },
      resumedTokens: 2,
    } as AnswerEvent;
    const done = after(...begun, text('Hi', 2), next, text(' you', 5), end);
    expect(done).toMatchObject({ outputTokens: 5, bill: { usage: { output: 3 }, freeTokens: 2 } });
  });

  it('that is stopped or broken keeps what came', () => {
    const part = after(...begun, text('Hi', 1));
    expect(stopAnswer(part, 9)).toMatchObject({ state: 'stopped', text: 'Hi', jobId: 'job' });
    expect(failAnswer(part, { code: 'node_lost' }, 9)).toMatchObject({
      state: 'failed',
      text: 'Hi',
      fault: { code: 'node_lost' },
    });
  });
});

describe('the cost while it runs', () => {
  it('grows with the tokens that came, at the locked price and rate', () => {
    expect(runningCostNano(terms, 100, 0)).toBe(5_000n);
    expect(runningCostNano(terms, 100, 50)).toBe(15_000n);
  });

  it('never counts more input than was allowed', () => {
    expect(runningCostNano(terms, 10_000, 0)).toBe(runningCostNano(terms, 500, 0));
  });

  it('guesses input by its bytes', () => {
    expect(guessInputTokens([{ role: 'user', content: 'Hello!!!' }])).toBe(2);
    expect(guessInputTokens([{ role: 'user', content: 'Привет' }])).toBe(3);
  });
});

describe('the hold before a question is sent', () => {
  const offer = (tier: OfferCard['tier'], output: bigint, nodesOnline = 1) =>
    ({
      listingId: tier,
      tier,
      nodesOnline,
      price: { inputMicroUsdPerMTok: 0n, cachedInputMicroUsdPerMTok: 0n, outputMicroUsdPerMTok: output },
    }) as OfferCard;
  const question = {
    offers: [offer('community', 1_000_000n), offer('verified', 3_000_000n), offer('confidential', 9_000_000n, 0)],
    tier: 'community',
    listingId: null,
    inputTokens: 200,
    maxOutputTokens: 1_000,
    microUsdPerCoin: 1_000_000n,
  } as const;

  it('is that of the dearest machine that may answer', () => {
    expect(estimateHoldNano(question)).toBe(3_000_000n);
    expect(estimateHoldNano({ ...question, listingId: 'community' })).toBe(1_000_000n);
  });

  it('is none where nobody may answer', () => {
    expect(estimateHoldNano({ ...question, tier: 'confidential' })).toBeNull();
  });

  it('and the notice of privacy look at the same machines', () => {
    expect(weakestTier(question.offers, 'community')).toBe('community');
    expect(weakestTier([], 'verified')).toBe('verified');
  });
});

describe('whom a question goes to', () => {
  const choice = { ...FIRST_CHOICE, listingId: 'box' };

  it('is no machine of a lower tier than the person is shown, whatever they chose', () => {
    expect(whomToAsk(choice, 'confidential', null)).toMatchObject({
      ...{ tier: 'confidential', listingId: 'box', ignoreListings: [] },
    });
  });

  it('elsewhere is not who has answered, and no less either', () => {
    const turn = { answer: { ...newAnswer(0), candidate: { terms: { listingId: 'box' } } } } as Turn;
    expect(whomToAsk(choice, 'confidential', turn)).toMatchObject({
      ...{ tier: 'confidential', listingId: null, ignoreListings: ['box'] },
    });
  });
});

describe('what is sent', () => {
  const turn = (question: string, answer: string) =>
    ({ id: question, question, modelId: 'm', answer: { ...newAnswer(0), text: answer } }) as Turn;
  const turns = [turn('one', 'first'), turn('lost', ''), turn('two', 'second')];

  it('is the conversation and the question, without answers that never came', () => {
    const { messages } = messagesToSend(
      turns,
      { text: 'three', images: [] },
      { contextLength: 100_000, maxOutputTokens: 10 },
    );
    expect(messages.map(({ content }) => content)).toEqual(['one', 'first', 'two', 'second', 'three']);
  });

  it('drops the oldest where the model has no room', () => {
    const long = [turn('x'.repeat(2_000), 'y'), turn('two', 'second')];
    const { messages } = messagesToSend(
      long,
      { text: 'three', images: [] },
      { contextLength: 2_000, maxOutputTokens: 500 },
    );
    expect(messages.map(({ content }) => content)).toEqual(['two', 'second', 'three']);
  });

  it('counts as what it is, whatever was counted before', () => {
    const room = fc.record({ contextLength: fc.integer({ min: 300, max: 3_000 }), maxOutputTokens: fc.constant(100) });
    const many = fc.array(fc.tuple(fc.string({ maxLength: 200 }), fc.string({ maxLength: 200 })));
    fc.assert(
      fc.property(many, fc.string(), room, (said, text, limits) => {
        const before = said.map(([question, answer]) => turn(question, answer));
        const { messages, inputTokens } = messagesToSend(before, { text, images: [] }, limits);
        expect(inputTokens).toBe(inputTokensCeiling({ messages }));
        expect(messagesToSend(before, { text, images: [] }, limits)).toEqual({ messages, inputTokens });
        expect(messages.length === 1 || inputTokens <= limits.contextLength - limits.maxOutputTokens).toBe(true);
      }),
    );
  });

  it('leaves room for the question in a small model', () => {
    expect(maxOutputTokens('long', 1_024)).toBe(512);
    expect(maxOutputTokens('short', 131_072)).toBe(256);
  });
});

describe('a link from the market', () => {
  it('chooses the model, the rule and the listing', () => {
    const search = new URLSearchParams('model=a.b/c&policy=fastest&listing=l1');
    expect(choiceFromSearch(search, FIRST_CHOICE)).toMatchObject({
      modelId: 'a.b/c',
      policy: 'fastest',
      listingId: 'l1',
    });
  });

  it('with a rule that we do not know keeps the one before', () => {
    expect(choiceFromSearch(new URLSearchParams('model=m&policy=oops'), FIRST_CHOICE)?.policy).toBe('balanced');
    expect(choiceFromSearch(new URLSearchParams(''), FIRST_CHOICE)).toBeNull();
  });
});
