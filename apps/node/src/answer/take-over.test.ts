import { checkReceipt } from '@spindle/sealed/node';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { knownAnswer } from '../../../../tests/support/known-answer.ts';
import { type KnownAnswerEngine, startKnownAnswerEngine } from '../../../../tests/support/known-answer-engine.ts';
import { createEngine, type Engine } from '../engines/index.ts';
import { type TestMachine, TestMarket } from '../testing/test-market.ts';
import { answerRequest } from './answer-request.ts';

const WORDS = 30;
let known: KnownAnswerEngine;
let market: TestMarket;
let machines: TestMachine[];

const engineOf = (abilities?: Engine['abilities']): Engine =>
  createEngine({ kind: 'openai', url: known.url, key: null, name: null, abilities }, 'tiny', 1);

beforeEach(async () => {
  known = await startKnownAnswerEngine({ model: 'tiny', words: WORDS });
  market = new TestMarket();
  machines = await Promise.all([1, 2, 3].map(() => market.machine(engineOf())));
});
afterEach(async () => {
  await Promise.all(machines.map((machine) => machine.close()));
  await known.close();
});

const chat = (content: string, more: object = {}) => ({
  kind: 'chat' as const,
  request: { messages: [{ role: 'user', content }], ...more },
});
const [A, B, C] = [0, 1, 2];
const at = (index: number): TestMachine => {
  const machine = machines[index];
  if (!machine) throw new RangeError('three machines');
  return machine;
};

describe('an answer that a machine broke', () => {
  it('goes on at another from the word where it broke, and at a third', async () => {
    known.set({ everyMs: 40 });
    const prompt = 'tell me';
    const job = await market.ask(machines, chat(prompt));
    const first = await job.answer(at(A), { keep: 2 });
    known.set({ everyMs: 40 });
    const second = await job.answer(at(B), { keep: 1 });
    known.set({ everyMs: 0 });
    const third = await job.answer(at(C));
    expect(first.text + second.text + third.text).toBe(knownAnswer(prompt, WORDS));
    const before = second.counts.at(-1) ?? 0;
    expect(first.counts.at(-1)).toBeLessThan(before);
    expect(third.counts.at(-1)).toBe(WORDS);
    // The template costs 3 + 4, the question 2; what others said costs nothing.
    expect(third.receipt).toMatchObject({
      tokens: { input: 9, cached: 0, output: WORDS - before },
      resumed: { tokens: before },
      end: 'stop',
    });
    expect(third.end).toMatchObject({ reason: 'stop', usage: { input: 9, output: WORDS - before } });
    const checked = await checkReceipt(third.signedReceipt ?? { text: '', signature: '' }, {
      manifest: at(C).manifest,
      terms: job.termsOf(at(C)),
      requestHash: job.sealed.requestHash,
      outputTokens: WORDS - before,
    });
    expect(checked).toMatchObject({ ok: true });
  });

  it('goes on at the same machine in a later attempt, and at one that joined after the sealing', async () => {
    known.set({ everyMs: 40 });
    const job = await market.ask(machines, chat('again'), { sealFor: [at(A)] });
    const first = await job.answer(at(A), { keep: 2 });
    known.set({ everyMs: 0 });
    const [wrap] = await job.sealed.wrapFor([job.recipient(at(C))]);
    expect((await job.answer(at(C))).fault).toMatchObject({ code: 'sealed_wrong_node' });
    known.set({ everyMs: 40 });
    const second = await job.answer(at(C), { keep: 1, head: wrap ? { wrap } : {} });
    known.set({ everyMs: 0 });
    const third = await job.answer(at(A));
    expect(first.text + second.text + third.text).toBe(knownAnswer('again', WORDS));
    expect((await job.answer(at(A), { head: { attempt: 1 } })).fault).toMatchObject({ code: 'request_replayed' });
  });

  it('goes on long after its quote, which began it in time', async () => {
    known.set({ everyMs: 40 });
    const job = await market.ask(machines, chat('slow'));
    const first = await job.answer(at(A), { keep: 2 });
    known.set({ everyMs: 0 });
    market.clock.now += 30 * 60_000;
    const second = await job.answer(at(B));
    expect(first.text + second.text).toBe(knownAnswer('slow', WORDS));
    const late = await market.ask(machines, chat('late'));
    market.clock.now += 121_000;
    expect((await late.answer(at(A))).fault).toMatchObject({ code: 'quote_expired' });
    market.clock.now += 3_600_000;
    expect((await job.answer(at(C))).fault).toMatchObject({ code: 'quote_expired' });
  });

  it('ends at once, with `length`, when the limit was reached as it broke', async () => {
    const job = await market.ask(machines, chat('short', { max_tokens: 1 }));
    await job.answer(at(A), { keep: 1 });
    const begun = known.counts.begun;
    const second = await job.answer(at(B));
    expect(second.end).toMatchObject({ reason: 'length', usage: { input: 0, cached: 0, output: 0 } });
    expect(second.receipt).toMatchObject({ tokens: { input: 0, output: 0 }, resumed: { tokens: 1 }, end: 'length' });
    expect([second.counts, known.counts.begun]).toEqual([[1], begun]);
  });

  it('keeps to the limit of buyer and terms over all machines', async () => {
    known.set({ everyMs: 40 });
    const job = await market.ask(machines, chat('limited', { max_tokens: 12 }));
    const first = await job.answer(at(A), { keep: 2 });
    known.set({ everyMs: 0 });
    const second = await job.answer(at(B));
    expect(first.text + second.text).toBe(knownAnswer('limited', 12));
    expect(second).toMatchObject({ end: { reason: 'length' } });
    expect(second.counts.at(-1)).toBe(12);
  });

  it('of a completion goes on behind its prompt', async () => {
    known.set({ everyMs: 40 });
    const job = await market.ask(machines, { kind: 'completion', request: { prompt: 'once upon' } });
    const first = await job.answer(at(A), { keep: 2 });
    known.set({ everyMs: 0 });
    const second = await job.answer(at(B));
    expect(first.text + second.text).toBe(knownAnswer('once upon', WORDS));
  });

  it('is refused with what was delivered and why, where the engine cannot go on', async () => {
    known.set({ everyMs: 40 });
    const unable = await market.machine(engineOf(['chat']));
    machines.push(unable);
    const job = await market.ask(machines, chat('hello'));
    const first = await job.answer(at(A), { keep: 2 });
    const second = await job.answer(unable);
    expect(second).toMatchObject({
      frames: [],
      fault: { code: 'resume_unsupported', facts: { delivered: first.counts.at(-1), why: 'engine' } },
    });
    known.set({ everyMs: 0 });
    expect(first.text + (await job.answer(at(B))).text).toBe(knownAnswer('hello', WORDS));
  });

  it('is refused when its frames were altered, lost, or are of another length than said', async () => {
    known.set({ everyMs: 40 });
    const job = await market.ask(machines, chat('hello'));
    await job.answer(at(A), { keep: 2 });
    const body = Buffer.from(job.body());
    body.writeUInt8(body.readUInt8(body.length - 1) ^ 1, body.length - 1);
    expect(await answerTo(at(B), body)).toEqual({ code: 'answer_damaged' });
    expect(await answerTo(at(B), Buffer.from(job.body()).subarray(0, -1))).toEqual({ code: 'sealed_malformed' });
  });
});

async function answerTo(machine: TestMachine, body: Uint8Array) {
  const heard: unknown[] = [];
  const reply = {
    cancelled: new AbortController().signal,
    isOpen: true,
    drained: undefined,
    frame: () => {},
    end: () => {},
  };
  await answerRequest(machine.parts, body, { ...reply, refuse: (fault) => void heard.push(fault) });
  return heard[0];
}

describe('a request', () => {
  it('is answered once per attempt, and of the kind of its terms', async () => {
    const job = await market.ask(machines, chat('x'));
    const body = job.body();
    expect(await answerTo(at(A), body)).toBeUndefined();
    expect(await answerTo(at(A), body)).toEqual({ code: 'request_replayed' });
    expect(await answerTo(at(A), job.body())).toBeUndefined();
    expect(await answerTo(at(B), body)).toBeUndefined();
    const other = await market.ask(machines, chat('x'), { terms: { kind: 'completion' } });
    expect((await other.answer(at(A))).fault).toEqual({ code: 'terms_mismatch' });
  });

  it('for what the engine cannot do is refused by name', async () => {
    const unable = await market.machine(engineOf(['chat']));
    machines.push(unable);
    const faultOf = async (body: Parameters<TestMarket['ask']>[1]) =>
      (await (await market.ask([unable], body)).answer(unable)).fault;
    expect(await faultOf(chat('x', { n: 2 }))).toMatchObject({
      code: 'parameter_unsupported',
      facts: { parameter: 'n' },
    });
    expect(await faultOf({ kind: 'embeddings', request: { input: 'x' } })).toMatchObject({ code: 'model_kind' });
    const refusing = await market.ask([at(A)], chat('x', { logprobs: true, secret_value: 'do not repeat' }));
    const refused = await refusing.answer(at(A));
    expect(refused.fault).toMatchObject({ code: 'parameter_unsupported', facts: { parameter: 'logprobs' } });
    expect(JSON.stringify([refused.fault, at(A).faults])).not.toContain('repeat');
  });

  it('for several answers has them told apart, and counted together', async () => {
    const job = await market.ask(machines, chat('two', { n: 2, max_tokens: 5 }));
    const { deltas, end, receipt } = await job.answer(at(A));
    const textOf = (choice: number) =>
      deltas.map((it) => (it.kind === 'text' && (it.choice ?? 0) === choice ? it.text : '')).join('');
    expect([textOf(0), textOf(1)]).toEqual([knownAnswer('two', 5), knownAnswer('two', 5, 1)]);
    expect(end).toMatchObject({ reason: 'length', moreReasons: ['length'], usage: { output: 10 } });
    expect(receipt?.tokens.output).toBe(10);
  });

  it('for vectors has one for each input, and goes on with those that are missing', async () => {
    const input = Array.from({ length: 700 }, (_, index) => `text ${index}`);
    const body = { kind: 'embeddings' as const, request: { input, dimensions: 8 } };
    const whole = await (await market.ask(machines, body)).answer(at(A));
    expect(whole.deltas.map((it) => it.kind === 'embedding' && it.index)).toEqual([...input.keys()]);
    expect(whole.receipt).toMatchObject({ tokens: { input: 1_000, output: 0 }, firstTokenAt: null, end: 'stop' });
    const job = await market.ask(machines, body);
    const first = await job.answer(at(A), { keep: 2 });
    const second = await job.answer(at(B));
    expect(second.deltas.length).toBeLessThan(700);
    expect([...first.deltas, ...second.deltas]).toEqual(whole.deltas);
  });
});
