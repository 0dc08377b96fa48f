import { nodePrimitives } from '@spindle/sealed/node';
import { NOW_MS } from '@spindle/sealed/testing';
import OpenAI, { APIError } from 'openai';
import type {
  ChatCompletionChunk as TheirChunk,
  ChatCompletion as TheirCompletion,
} from 'openai/resources/chat/completions';
import { describe, expect, it } from 'vitest';
import { type ChatCompletion, createSealedFetch, type SealedFetchOptions } from '../index.ts';
import { createEdge, type EdgeOptions, HELLO } from '../testing/index.ts';

function setup(options: EdgeOptions = {}, more: Pick<SealedFetchOptions, 'onReceipt'> = {}) {
  const edge = createEdge(options);
  const fetch = createSealedFetch({ transport: edge, now: () => NOW_MS, primitives: nodePrimitives, ...more });
  const openai = new OpenAI({ apiKey: 'unused', baseURL: 'https://spindle.local/v1', fetch, maxRetries: 0 });
  return { edge, openai };
}

const QUESTION = { model: 'tiny', messages: [{ role: 'user' as const, content: 'Who are you?' }] };
const USAGE = { input: 12, cached: 2, output: 3 };

const TOOLS: EdgeOptions['answer'] = () => [
  { kind: 'reasoning', text: 'I need a tool' },
  { kind: 'tool', index: 0, id: 'call_1', name: 'weather', arguments: '{"city":' },
  { kind: 'tool', index: 0, arguments: '"Kazan"}' },
  { kind: 'tool', index: 1, id: 'call_2', name: 'time', arguments: '{}' },
  { kind: 'end', reason: 'tool_calls', usage: USAGE },
];

const TWO: EdgeOptions['answer'] = () => [
  { kind: 'text', text: 'Hea' },
  { kind: 'text', text: 'Tails', choice: 1 },
  { kind: 'text', text: 'ds' },
  { kind: 'end', reason: 'stop', moreReasons: ['length'], usage: USAGE },
];

const BASE64 = Buffer.from(new Float32Array([1, -0.5]).buffer).toString('base64');
const VECTORS: EdgeOptions['answer'] = () => [
  { kind: 'embedding', index: 1, vector: BASE64 },
  { kind: 'embedding', index: 0, vector: BASE64 },
  { kind: 'end', reason: 'stop', usage: { input: 12, cached: 2, output: 0 } },
];

/** Ours must be readable as theirs. */
const asTheirs = (own: ChatCompletion): Pick<TheirCompletion, 'id' | 'created' | 'model' | 'object'> => own;

describe('createSealedFetch under the official client', () => {
  it('answers a completion, with usage, price and receipt', async () => {
    const { edge, openai } = setup();
    const answer = await openai.chat.completions.create({ ...QUESTION, max_tokens: 64, temperature: 0 });
    expect(answer.choices[0]).toMatchObject({
      message: { role: 'assistant', content: 'Hello, you' },
      finish_reason: 'stop',
    });
    expect(answer.usage).toMatchObject({ prompt_tokens: 12, completion_tokens: 3, total_tokens: 15 });
    expect(answer.id).toMatch(/^chatcmpl-/);
    expect(answer).toMatchObject({ spindle: { charged_nano: '767', receipt: { signature: expect.any(String) } } });
    expect(edge.asked[0]).toMatchObject({ messages: QUESTION.messages, temperature: 0, max_completion_tokens: 64 });
    expect(asTheirs).toBeTypeOf('function');
  });

  it('streams chunks, the role first, and the usage last when asked for', async () => {
    const { openai } = setup();
    const chunks: TheirChunk[] = [];
    const stream = await openai.chat.completions.create({
      ...QUESTION,
      stream: true,
      stream_options: { include_usage: true },
    });
    for await (const chunk of stream) chunks.push(chunk);
    expect(chunks.map((chunk) => chunk.choices[0]?.delta)).toEqual([
      { role: 'assistant', content: '' },
      { content: 'Hello' },
      { content: ', you' },
      {},
      undefined,
    ]);
    expect(chunks.at(-2)?.choices[0]?.finish_reason).toBe('stop');
    expect(chunks.at(-1)?.usage?.prompt_tokens_details?.cached_tokens).toBe(2);
    expect(new Set(chunks.map((chunk) => chunk.id)).size).toBe(1);
  });

  it('calls tools, whole and streamed through the client’s own accumulator', async () => {
    const { openai } = setup({ answer: TOOLS });
    const calls = [
      { id: 'call_1', type: 'function', function: { name: 'weather', arguments: '{"city":"Kazan"}' } },
      { id: 'call_2', type: 'function', function: { name: 'time', arguments: '{}' } },
    ];
    const whole = await openai.chat.completions.create(QUESTION);
    expect(whole.choices[0]).toMatchObject({
      finish_reason: 'tool_calls',
      message: { content: null, tool_calls: calls },
    });
    expect(whole.choices[0]?.message).toMatchObject({ reasoning_content: 'I need a tool' });
    const streamed = await openai.chat.completions.stream(QUESTION).finalChatCompletion();
    expect(streamed.choices[0]?.message.tool_calls).toMatchObject(calls);
  });

  it('brings refusals and logprobs', async () => {
    const token = { token: 'No', logprob: -0.1, bytes: null, top_logprobs: [] };
    const { openai } = setup({
      answer: () => [
        { kind: 'refusal', text: 'No' },
        { kind: 'logprobs', logprobs: { content: [token] } },
        { kind: 'end', reason: 'content_filter', usage: USAGE },
      ],
    });
    const [choice] = (await openai.chat.completions.create({ ...QUESTION, logprobs: true })).choices;
    expect(choice).toMatchObject({ finish_reason: 'content_filter', message: { refusal: 'No', content: '' } });
    expect(choice?.logprobs).toEqual({ content: [token], refusal: null });
  });

  it('gives several answers, whole and streamed, each with its own end', async () => {
    const { edge, openai } = setup({ answer: TWO });
    const whole = await openai.chat.completions.create({ ...QUESTION, n: 2, max_tokens: 10 });
    expect(whole.choices.map(({ index, message, finish_reason }) => [index, message.content, finish_reason])).toEqual([
      [0, 'Heads', 'stop'],
      [1, 'Tails', 'length'],
    ]);
    expect(edge.asked[0]).toMatchObject({ n: 2, max_completion_tokens: 10 });
    expect(edge.quoted[0]).toMatchObject({ maxOutputTokens: 20, needs: ['n'] });
    const { choices } = await openai.chat.completions.stream({ ...QUESTION, n: 2 }).finalChatCompletion();
    expect(choices.map(({ message, finish_reason }) => [message.content, finish_reason])).toEqual([
      ['Heads', 'stop'],
      ['Tails', 'length'],
    ]);
  });

  it('goes on with a text, whole and streamed', async () => {
    const { edge, openai } = setup({ answer: TWO });
    const asked = { model: 'tiny', prompt: 'Once', n: 2 };
    const whole = await openai.completions.create(asked);
    expect(whole).toMatchObject({ object: 'text_completion', usage: { total_tokens: 15, total_cost: 767 } });
    expect(whole.id).toMatch(/^cmpl-/);
    expect(whole.choices.map(({ text, finish_reason }) => [text, finish_reason])).toEqual([
      ['Heads', 'stop'],
      ['Tails', 'length'],
    ]);
    expect(edge.asked[0]).toEqual({ ...asked, max_tokens: 16 });
    const texts = ['', ''];
    const ends: unknown[] = [];
    for await (const chunk of await openai.completions.create({ ...asked, stream: true })) {
      for (const { index, text, finish_reason } of chunk.choices) {
        texts[index] += text;
        if (finish_reason) ends[index] = finish_reason;
      }
    }
    expect(texts).toEqual(['Heads', 'Tails']);
    expect(ends).toEqual(['stop', 'length']);
  });

  it('turns texts into vectors, as the client decodes them and as plain numbers', async () => {
    const { openai } = setup({ answer: VECTORS });
    const asked = { model: 'tiny', input: ['a', 'b'] };
    for (const encoding_format of [undefined, 'float', 'base64'] as const) {
      const list = await openai.embeddings.create({ ...asked, ...(encoding_format && { encoding_format }) });
      expect(list.data.map(({ index }) => index)).toEqual([0, 1]);
      const [first] = list.data;
      expect(encoding_format === 'base64' ? first?.embedding : [...(first?.embedding ?? [])]).toEqual(
        encoding_format === 'base64' ? BASE64 : [1, -0.5],
      );
      expect(list.usage).toEqual({
        prompt_tokens: 12,
        total_tokens: 12,
        prompt_total_cost: 367,
        completion_total_cost: 0,
        total_cost: 367,
      });
    }
  });

  it('tells the price in the usage: its two parts are the whole, and that is what was charged', async () => {
    const { openai } = setup({ settled: (it) => ({ ...it, chargedNano: '500' }) });
    const { usage } = await openai.chat.completions.create(QUESTION);
    expect(usage).toMatchObject({ prompt_total_cost: 367, completion_total_cost: 133, total_cost: 500 });
  });

  it('names the job in the headers, and brings receipts to whoever wants them', async () => {
    const receipts: unknown[] = [];
    const { openai } = setup({}, { onReceipt: (receipt) => receipts.push(receipt.jobId) });
    const { data, response } = await openai.chat.completions.create(QUESTION).withResponse();
    expect(`chatcmpl-${response.headers.get('x-spindle-job')}`).toBe(data.id);
    expect(response.headers.get('x-spindle-cost-nano')).toBe('767');
    expect(receipts).toEqual([response.headers.get('x-request-id')]);
  });

  it('lists models, and finds one', async () => {
    const { openai } = setup();
    expect((await openai.models.list()).data.map((model) => model.id)).toEqual(['tiny']);
    expect(await openai.models.retrieve('tiny')).toMatchObject({ id: 'tiny' });
    await expect(openai.models.retrieve('no/such')).rejects.toMatchObject({ status: 404, code: 'model_unknown' });
  });

  it('turns faults before the first piece into statuses, in a stream too', async () => {
    const { openai } = setup({ refuse: { code: 'insufficient_funds', facts: { needed: '1', spendable: '0' } } });
    for (const stream of [false, true]) {
      const asking = openai.chat.completions.create({ ...QUESTION, stream });
      await expect(asking).rejects.toMatchObject({
        status: 402,
        code: 'insufficient_funds',
        type: 'insufficient_quota',
      });
    }
  });

  it('ends a stream that was cut with an error, never as if it were complete', async () => {
    const { openai } = setup({ frames: (all) => all.slice(0, 2) });
    const stream = await openai.chat.completions.create({ ...QUESTION, stream: true });
    const texts: string[] = [];
    const reading = (async () => {
      for await (const chunk of stream) texts.push(chunk.choices[0]?.delta.content ?? '');
    })();
    await expect(reading).rejects.toMatchObject({ code: 'answer_cut' });
    expect(texts).toEqual(['', 'Hello']);
    const error: unknown = await openai.chat.completions.create(QUESTION).catch((it: unknown) => it);
    expect(error).toMatchObject({ status: 502, code: 'answer_cut' });
    // Its row in the usage can be found by what the refusal says.
    expect(error instanceof APIError && error.headers?.get('x-spindle-job')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('stops the answer when the caller stops', async () => {
    const { edge, openai } = setup({ answer: () => [...HELLO.slice(0, 2), ...HELLO] });
    const stream = await openai.chat.completions.create({ ...QUESTION, stream: true });
    for await (const _ of stream) break;
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(edge.wasLeft).toBe(true);
  });

  it('refuses what it cannot do, by name', async () => {
    const { openai } = setup();
    await expect(openai.chat.completions.create({ ...QUESTION, n: 9 })).rejects.toMatchObject({
      status: 400,
      code: 'parameter_unsupported',
    });
    await expect(openai.fineTuning.jobs.list()).rejects.toMatchObject({ status: 404, code: 'not_found' });
  });
});
