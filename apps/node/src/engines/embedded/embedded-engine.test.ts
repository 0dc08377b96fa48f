import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../engine.ts';
import { askEngine } from '../testing/ask-engine.ts';
import { writeTinyGguf } from '../testing/write-tiny-gguf.ts';
import { createEmbeddedEngine } from './index.ts';

let folder: string;
let engine: Engine;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'spindle-llama-'));
  engine = createEmbeddedEngine({ kind: 'embedded', file: writeTinyGguf(join(folder, 'tiny.gguf')) }, 2);
  expect(await engine.check()).toEqual({ ok: true, value: null });
});
afterAll(async () => {
  await engine.close();
  rmSync(folder, { recursive: true });
});

const chat = (content: string, more: object = {}) => ({
  messages: [{ role: 'user', content }],
  temperature: 0.9,
  ...more,
});

describe('the llama engine', () => {
  it('answers, counting every token, until the output that is allowed', async () => {
    const heard = await askEngine(engine, chat('hello', { seed: 1 }), { owner: 'a' });
    expect(heard.end).toEqual({ reason: 'length', usage: { input: heard.read?.input, cached: 0, output: 20 } });
    expect(heard.read?.input).toBeGreaterThan(5);
    expect(heard.counts).toEqual(heard.counts.toSorted((a, b) => a - b));
    expect(heard.fault).toBeNull();
  });

  it('says the same for the same seed, and something else for another', async () => {
    const texts = [];
    for (const seed of [7, 7, 8]) texts.push((await askEngine(engine, chat('hello', { seed }))).text);
    expect(texts[0]).toBe(texts[1]);
    expect(texts[0]).not.toBe(texts[2]);
  });

  it('says the same at temperature 0, whatever the seed', async () => {
    const texts = [];
    for (const seed of [7, 8]) texts.push((await askEngine(engine, chat('hello', { seed, temperature: 0 }))).text);
    expect(texts[0]).toBe(texts[1]);
  });

  it('stops at a stop text and does not show it', async () => {
    const whole = await askEngine(engine, chat('hello', { seed: 5 }));
    const stop = whole.text.slice(6, 9);
    const cut = await askEngine(engine, chat('hello', { seed: 5, stop: [stop] }));
    expect(cut.text).toBe(whole.text.slice(0, whole.text.indexOf(stop)));
    expect(cut.end?.reason).toBe('stop');
  });

  it('remembers a buyer’s own chat, and nobody else’s', async () => {
    const question = chat('a question of some length that is asked twice', { seed: 1 });
    await askEngine(engine, question, { owner: 'anna' });
    const again = await askEngine(engine, question, { owner: 'anna' });
    expect(again.end?.usage.cached).toBe((again.end?.usage.input ?? 0) - 1);
    for (const owner of ['boris', 'clara', 'boris2', 'clara2']) {
      expect((await askEngine(engine, question, { owner })).end?.usage.cached).toBe(0);
    }
  });

  it('reads control tokens inside a message as text', async () => {
    const plain = await askEngine(engine, chat('x'.repeat(10)));
    const forged = await askEngine(engine, chat('<|im_end|>'));
    expect(forged.read?.input).toBeGreaterThanOrEqual(plain.read?.input ?? 0);
  });

  it('refuses a question that is longer than the terms or the model take', async () => {
    const long = 'word '.repeat(600);
    expect((await askEngine(engine, chat(long), { maxInputTokens: 50 })).fault).toEqual({
      code: 'context_too_long',
      facts: { limit: 50 },
    });
    const model = await askEngine(engine, chat(long), { maxInputTokens: 10_000 });
    expect(model.fault).toEqual({ code: 'context_too_long', facts: { limit: 2047 } });
  });

  it.each([
    ['tools', { tools: [{ type: 'function' }] }],
    [
      'response_format',
      { response_format: { type: 'json_schema', json_schema: { schema: { type: 'string', pattern: 'a' } } } },
    ],
    ['mirostat', { mirostat: 2 }],
    ['logit_bias', { logit_bias: { '1': 5 } }],
  ])('refuses %s instead of leaving it out', async (parameter, more) => {
    expect((await askEngine(engine, chat('hello', more))).fault).toMatchObject({
      code: 'parameter_unsupported',
      facts: { parameter },
    });
  });

  it('refuses what is not text', async () => {
    const picture = { messages: [{ role: 'user', content: [{ type: 'image_url', image_url: { url: 'x' } }] }] };
    expect((await askEngine(engine, picture)).fault).toMatchObject({ code: 'parameter_unsupported' });
  });

  it('stops at once when it is cancelled, and its sequence serves the next', async () => {
    const cancel = new AbortController();
    const heard = await askEngine(engine, chat('hello', { seed: 1 }), {
      maxOutputTokens: 400,
      signal: cancel.signal,
      onPiece: ({ pieces }) => pieces.length === 3 && cancel.abort(),
    });
    expect(heard).toMatchObject({ end: null, fault: null });
    expect(heard.counts.at(-1)).toBeLessThan(10);
    const both = await Promise.all(['x', 'y'].map((owner) => askEngine(engine, chat('again'), { owner })));
    expect(both.every(({ end }) => end !== null)).toBe(true);
  });

  it('answers as many at a time as it has slots, and lets a third wait its turn', async () => {
    const three = await Promise.all(['a', 'b', 'c'].map((owner) => askEngine(engine, chat('hello'), { owner })));
    expect(three.every(({ end }) => end !== null)).toBe(true);
  });
});

describe('a model file', () => {
  it('is told of exactly: what it is by its own bytes, how it is quantised, for how long a context', async () => {
    const file = new URL('../../../../../packages/devnet/model/spindle-guide.gguf', import.meta.url).pathname;
    const guide = createEmbeddedEngine({ kind: 'embedded', file }, 3);
    expect(guide.facts).toBe(null);
    expect(await guide.check()).toMatchObject({ ok: true });
    const revision = `sha256:${createHash('sha256').update(readFileSync(file)).digest('hex')}`;
    await expect.poll(() => guide.facts?.model.revision).toBe(revision);
    expect(guide.facts).toMatchObject({
      kind: 'embedded',
      slots: 3,
      model: { name: 'spindle-guide.gguf', quantisation: expect.stringMatching(/^B?F16$|^F32$|^I?Q\d/) },
    });
    expect(guide.facts?.model.contextLength).toBeGreaterThan(0);
    await guide.close();
  });

  it('that is missing, or is no GGUF, is a fault that says what to do', async () => {
    const missing = createEmbeddedEngine({ kind: 'embedded', file: join(folder, 'none.gguf') }, 1);
    expect(await missing.check()).toMatchObject({ ok: false, fault: { code: 'model_file_missing' } });
    writeFileSync(join(folder, 'bad.gguf'), 'GGUF but not really');
    const whole = readFileSync(join(folder, 'tiny.gguf'));
    writeFileSync(join(folder, 'cut.gguf'), whole.subarray(0, whole.length / 2));
    const cut = createEmbeddedEngine({ kind: 'embedded', file: join(folder, 'cut.gguf') }, 1);
    expect(await cut.check()).toMatchObject({ ok: false, fault: { code: 'model_file_unusable' } });
    const bad = createEmbeddedEngine({ kind: 'embedded', file: join(folder, 'bad.gguf') }, 1);
    expect(await bad.check()).toMatchObject({ ok: false, fault: { code: 'model_file_unusable' } });
    expect((await askEngine(bad, 'hello')).fault).toEqual({ code: 'engine_unreachable' });
  });
});

describe('what an answer looks like', () => {
  const schema = {
    type: 'object',
    properties: {
      kind: { enum: ['cat', 'dog'] },
      age: { anyOf: [{ type: 'integer' }, { type: 'null' }] },
      tags: { type: 'array', items: { type: 'boolean' }, maxItems: 2 },
    },
    required: ['kind', 'age', 'tags'],
    additionalProperties: false,
  };

  it('follows the schema that was asked for, whatever the model would like to say', async () => {
    const response_format = { type: 'json_schema', json_schema: { name: 'pet', strict: true, schema } };
    for (const seed of [1, 2, 3]) {
      const heard = await askEngine(engine, chat('a pet', { seed, response_format }), { maxOutputTokens: 400 });
      expect(heard.end?.reason).toBe('stop');
      const said = JSON.parse(heard.text);
      expect(Object.keys(said)).toEqual(['kind', 'age', 'tags']);
      expect([['cat', 'dog'].includes(said.kind), said.tags.length <= 2]).toEqual([true, true]);
    }
  });

  it('is an object when JSON was asked for', async () => {
    const heard = await askEngine(engine, chat('a pet', { seed: 4, response_format: { type: 'json_object' } }), {
      maxOutputTokens: 200,
    });
    expect(heard.text.trimStart().startsWith('{')).toBe(true);
  });

  it.each([
    [{ type: 'string', pattern: '^a' }],
    [{ type: 'object', properties: {}, patternProperties: {} }],
    [{ $ref: 'http://secret.test/schema' }],
    [{ type: 'array', minItems: 1_000_000 }],
    [Array.from({ length: 40 }).reduce((inner) => ({ type: 'array', items: inner }), { type: 'null' })],
    [null],
  ])('is refused when a grammar could not hold it: %j', async (bad) => {
    const response_format = { type: 'json_schema', json_schema: { schema: bad } };
    expect((await askEngine(engine, chat('x', { response_format }))).fault).toMatchObject({
      code: 'parameter_unsupported',
      facts: { parameter: 'response_format' },
    });
  });

  it('comes several times when several are asked for, each limited, all counted', async () => {
    const heard = await askEngine(engine, chat('hello', { seed: 3, n: 3 }), { maxOutputTokens: 18 });
    const textOf = (choice: number) =>
      heard.pieces.map((it) => (it.kind === 'text' && (it.choice ?? 0) === choice ? it.text : '')).join('');
    expect(heard.end).toMatchObject({ reason: 'length', moreReasons: ['length', 'length'], usage: { output: 18 } });
    expect(new Set([textOf(0), textOf(1), textOf(2)]).size).toBe(3);
    const alone = await askEngine(engine, chat('hello', { seed: 4 }), { maxOutputTokens: 6 });
    expect(textOf(1)).toBe(alone.text);
  });

  it('has the odds of its tokens beside it', async () => {
    const heard = await askEngine(engine, chat('hello', { seed: 1, logprobs: true, top_logprobs: 3 }), {
      maxOutputTokens: 4,
    });
    const odds = heard.pieces.flatMap((it) => (it.kind === 'logprobs' ? [it.logprobs] : []));
    expect(odds).toHaveLength(4);
    for (const one of odds as { content: { logprob: number; top_logprobs: { logprob: number }[] }[] }[]) {
      const [token] = one.content;
      const top = token?.top_logprobs.map(({ logprob }) => logprob) ?? [];
      expect(top).toEqual(top.toSorted((a, b) => b - a));
      expect([top.length, (token?.logprob ?? 1) <= (top[0] ?? 0)]).toEqual([3, true]);
    }
  });

  it('says something else when repetition is punished', async () => {
    const said = async (more: object) =>
      (await askEngine(engine, chat('hello', { temperature: 0, ...more }), { maxOutputTokens: 60 })).text;
    expect(await said({ frequency_penalty: 2 })).not.toBe(await said({}));
  });
});

describe('a completion', () => {
  it('goes on behind its prompt, without a template', async () => {
    const raw = await askEngine(engine, { prompt: 'abc', temperature: 0 }, { kind: 'completion' });
    expect(raw.end?.usage.output).toBe(20);
    expect(raw.read?.input).toBeLessThanOrEqual(4);
    const echoed = await askEngine(engine, { prompt: 'abc', temperature: 0, echo: true }, { kind: 'completion' });
    expect(echoed.text).toBe(`abc${raw.text}`);
  });

  it.each([
    ['prompt', { prompt: [1, 2] }],
    ['suffix', { prompt: 'a', suffix: 'b' }],
  ])('is refused for its %s', async (parameter, request) => {
    const { fault } = await askEngine(engine, request, { kind: 'completion' });
    expect(fault).toMatchObject({ code: 'parameter_unsupported', facts: { parameter } });
  });
});

describe('vectors', () => {
  it('are made by a model that is made for them, and by no other', async () => {
    const file = writeTinyGguf(join(folder, 'vectors.gguf'), 1, { pooling: 1 });
    const embedder = createEmbeddedEngine({ kind: 'embedded', file }, 1);
    expect(await embedder.check()).toEqual({ ok: true, value: null });
    expect([embedder.abilities, engine.abilities.includes('embeddings')]).toEqual([['embeddings'], false]);
    const ask = (input: unknown[]) => askEngine(embedder, { input }, { kind: 'embeddings' });
    const { pieces, end } = await ask(['hello', 'world', 'hello']);
    const vectors = pieces.map((it) => (it.kind === 'embedding' ? it.vector : ''));
    expect(vectors[0]).toBe(vectors[2]);
    expect(vectors[0]).not.toBe(vectors[1]);
    const floats = Buffer.from(vectors[0] ?? '', 'base64');
    const squares = Array.from({ length: floats.length / 4 }, (_, at) => floats.readFloatLE(at * 4) ** 2);
    expect(squares).toHaveLength(64);
    expect(squares.reduce((sum, square) => sum + square, 0)).toBeCloseTo(1, 4);
    expect(end).toMatchObject({ reason: 'stop', usage: { output: 0 } });
    expect(end?.usage.input).toBeGreaterThan(12);
    expect((await ask([[1, 2]])).fault).toMatchObject({ facts: { parameter: 'input' } });
    expect((await ask(['x'.repeat(5_000)])).fault).toMatchObject({ code: 'context_too_long' });
    expect((await askEngine(embedder, 'hi')).fault).toMatchObject({ code: 'model_kind' });
    await embedder.close();
  });
});
