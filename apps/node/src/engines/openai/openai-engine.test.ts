import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Engine } from '../engine.ts';
import { readChatRequest } from '../questions/index.ts';
import { askEngine } from '../testing/ask-engine.ts';
import {
  deltaChunk,
  finishChunk,
  type OpenAiServer,
  sendChunks,
  sendJson,
  startOpenAiServer,
  textChunk,
  usageChunk,
} from '../testing/openai-server.ts';
import { createOpenAiEngine } from './index.ts';

const SECRET = 'the-secret-of-the-prompt';
let server: OpenAiServer;
let engine: Engine;

beforeEach(async () => {
  server = await startOpenAiServer();
  engine = createOpenAiEngine({ kind: 'openai', url: server.url, key: null, name: null, abilities: ['chat'] }, 'tiny');
});
afterEach(() => server.close());

const answerWith = (...chunks: object[]) => {
  server.respond = (response) => sendChunks(response, chunks);
};

describe('asking an OpenAI-compatible engine', () => {
  it('streams the answer, with the usage that the engine tells', async () => {
    answerWith(textChunk('hello '), textChunk('world'), finishChunk('stop'), usageChunk(9, 2, 4));
    const heard = await askEngine(engine, 'hi');
    expect(heard).toMatchObject({ text: 'hello world', counts: [1, 2], fault: null });
    expect(heard.end).toEqual({ reason: 'stop', usage: { input: 9, cached: 4, output: 2 } });
  });

  it('sends the model’s name at the engine, the limit, and only what the buyer set', async () => {
    const named = createOpenAiEngine(
      { kind: 'openai', url: server.url.replace('/v1', ''), key: 'k', name: 'served' },
      'tiny',
    );
    const request = {
      messages: [{ role: 'user', content: 'hi' }],
      temperature: 0.5,
      top_p: null,
      max_completion_tokens: 7,
      user: 'x',
      mirostat: 2,
    };
    const read = readChatRequest(request);
    expect(read.ok && (await askEngine(named, read.value, { maxOutputTokens: 7 })).end).toBeTruthy();
    const [{ headers, body } = { headers: {}, body: {} }] = server.seen;
    expect(headers.authorization).toBe('Bearer k');
    expect(body).toEqual({
      messages: [{ role: 'user', content: 'hi' }],
      temperature: 0.5,
      mirostat: 2,
      model: 'served',
      max_tokens: 7,
      stream: true,
      stream_options: { include_usage: true, continuous_usage_stats: true },
    });
  });

  it('passes tool calls on in their pieces', async () => {
    const tool = (call: object) => deltaChunk({ tool_calls: [call] });
    answerWith(
      tool({ index: 0, id: 'c1', type: 'function', function: { name: 'weather', arguments: '' } }),
      tool({ index: 0, function: { arguments: '{"city":' } }),
      tool({ index: 0, function: { arguments: '"Riga"}' } }),
      finishChunk('tool_calls'),
      usageChunk(20, 12),
    );
    const tools = [{ type: 'function', function: { name: 'weather', parameters: {} } }];
    const heard = await askEngine(engine, { messages: [{ role: 'user', content: 'hi' }], tools });
    expect(heard.pieces).toEqual([
      { kind: 'tool', index: 0, id: 'c1', name: 'weather' },
      { kind: 'tool', index: 0, arguments: '{"city":' },
      { kind: 'tool', index: 0, arguments: '"Riga"}' },
    ]);
    expect(heard.end).toMatchObject({ reason: 'tool_calls', usage: { output: 12 } });
    expect(server.seen[0]?.body).toMatchObject({ tools });
  });

  it('passes reasoning, refusals and log probabilities on', async () => {
    const logprobs = { content: [{ token: 'a', logprob: -1 }] };
    answerWith(
      deltaChunk({ reasoning_content: 'think' }),
      deltaChunk({ reasoning: ' more' }),
      deltaChunk({ refusal: 'no' }),
      { choices: [{ delta: { content: 'a' }, logprobs }] },
      finishChunk('stop'),
    );
    expect((await askEngine(engine, 'hi')).pieces).toEqual([
      { kind: 'reasoning', text: 'think' },
      { kind: 'reasoning', text: ' more' },
      { kind: 'refusal', text: 'no' },
      { kind: 'text', text: 'a' },
      { kind: 'logprobs', logprobs },
    ]);
  });

  it('bills exact counts when the engine tells them as it goes, and never less than it has shown', async () => {
    const running = (content: string, output: number) => ({
      ...textChunk(content),
      ...{ usage: usageChunk(9, output).usage },
    });
    answerWith(running('two tokens', 2), running('three more', 5), finishChunk('length'), usageChunk(9, 5));
    const heard = await askEngine(engine, 'hi');
    expect([heard.counts, heard.read]).toEqual([[2, 5], { input: 9, cached: 0 }]);
    answerWith(textChunk('a'), textChunk('b'), textChunk('c'), finishChunk('stop'), usageChunk(9, 2));
    expect((await askEngine(engine, 'hi')).end?.usage.output).toBe(3);
  });

  it('never bills above the terms, nor what the engine does not tell', async () => {
    answerWith(textChunk('a'), finishChunk('stop'), usageChunk(9_999, 9_999, 20_000));
    expect((await askEngine(engine, 'hi')).end?.usage).toEqual({ input: 400, cached: 400, output: 20 });
    answerWith(textChunk('a'), textChunk('b'), finishChunk('stop'));
    expect((await askEngine(engine, 'hi')).end?.usage).toEqual({ input: 0, cached: 0, output: 2 });
  });

  it('hangs up on the engine as soon as it is cancelled', async () => {
    server.respond = (response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(`data: ${JSON.stringify(textChunk('first'))}\n\n`);
    };
    const cancel = new AbortController();
    const heard = await askEngine(engine, 'hi', { signal: cancel.signal, onPiece: () => cancel.abort() });
    expect(heard).toMatchObject({ text: 'first', end: null, fault: null });
    await expect.poll(() => server.seen[0]?.isClosedEarly).toBe(true);
  });

  it('outlives being cancelled at any piece, when the engine has said all already', async () => {
    for (let at = 1; at <= 6; at++) {
      answerWith(...'abcdef'.split('').map(textChunk), finishChunk('stop'));
      const cancel = new AbortController();
      const stopAt = ({ pieces }: { pieces: unknown[] }) => pieces.length === at && cancel.abort();
      await askEngine(engine, 'hi', { signal: cancel.signal, onPiece: stopAt });
    }
    // An error that nobody hears comes a moment later, and fails this run.
    await new Promise((resolve) => setTimeout(resolve, 20));
    answerWith(textChunk('a'), finishChunk('stop'));
    expect((await askEngine(engine, 'hi')).end).toMatchObject({ reason: 'stop' });
  });

  it('asks again over the same connection', async () => {
    await askEngine(engine, 'hi');
    await askEngine(engine, 'hi');
    const [first, second] = server.seen.map(({ headers }) => headers.connection);
    expect([first, second]).toEqual(['keep-alive', 'keep-alive']);
  });
});

describe('an engine that closes idle connections', () => {
  it('is asked over a new one, and the buyer notices nothing', async () => {
    await askEngine(engine, 'hi');
    server.dropIdle();
    expect((await askEngine(engine, 'hi')).end).toMatchObject({ reason: 'stop' });
    expect(server.seen).toHaveLength(2);
  });
});

describe('several answers to one question', () => {
  const chunkOf = (index: number, content: string, reason: string | null = null, usage?: object) => ({
    choices: [{ index, delta: content ? { content } : {}, finish_reason: reason }],
    ...usage,
  });

  it('are told apart, each with its end, and counted together', async () => {
    answerWith(
      chunkOf(0, 'a', null, { usage: usageChunk(9, 1).usage }),
      chunkOf(1, 'b', null, { usage: usageChunk(9, 1).usage }),
      chunkOf(1, '', 'length'),
      chunkOf(0, 'c', 'stop'),
      usageChunk(9, 4),
    );
    const heard = await askEngine(engine, { messages: [{ role: 'user', content: 'hi' }], n: 2 });
    expect(heard.pieces).toEqual([
      { kind: 'text', text: 'a' },
      { kind: 'text', text: 'b', choice: 1 },
      { kind: 'text', text: 'c' },
    ]);
    expect(heard.counts).toEqual([1, 2, 3]);
    expect(heard.end).toEqual({ reason: 'stop', moreReasons: ['length'], usage: { input: 9, cached: 0, output: 4 } });
    expect(server.seen[0]?.body).toMatchObject({ n: 2, max_tokens: 10 });
  });

  it('are cut when one of them never ends', async () => {
    server.respond = (response) => sendChunks(response, [chunkOf(0, 'a', 'stop'), chunkOf(1, 'b')], '');
    const heard = await askEngine(engine, { messages: [{ role: 'user', content: 'hi' }], n: 2 });
    expect(heard.fault).toEqual({ code: 'engine_unreachable' });
  });
});

describe('other kinds', () => {
  it('completions are asked for at their own path, and read from it', async () => {
    const textOf = (text: string, reason: string | null = null) => ({
      choices: [{ index: 0, text, logprobs: null, finish_reason: reason }],
    });
    answerWith(textOf('Once '), textOf('upon', 'length'), usageChunk(1, 2));
    const heard = await askEngine(engine, { prompt: 'x', suffix: 'y' }, { kind: 'completion' });
    expect(heard).toMatchObject({ text: 'Once upon', end: { reason: 'length', usage: { input: 1, output: 2 } } });
    expect(server.seen[0]).toMatchObject({ path: '/v1/completions', body: { prompt: 'x', suffix: 'y', stream: true } });
  });

  it('vectors come as 32-bit floats, whatever the engine sends', async () => {
    const vector = Buffer.from(Float32Array.of(0.5, -1).buffer).toString('base64');
    server.respond = (response) =>
      sendJson(response, 200, {
        data: [
          { index: 1, embedding: vector },
          { index: 0, embedding: [0.5, -1] },
        ],
        usage: { prompt_tokens: 7 },
      });
    const heard = await askEngine(engine, { input: ['a', [1, 2]], dimensions: 2 }, { kind: 'embeddings' });
    expect(heard.pieces).toEqual([
      { kind: 'embedding', index: 1, vector },
      { kind: 'embedding', index: 0, vector },
    ]);
    expect(heard.end).toEqual({ reason: 'stop', usage: { input: 7, cached: 0, output: 0 } });
    expect(server.seen[0]).toMatchObject({ path: '/v1/embeddings', body: { dimensions: 2, encoding_format: 'float' } });
  });

  it.each([
    [{ data: [{ index: 0, embedding: [1] }] }],
    [
      {
        data: [
          { index: 0, embedding: [1] },
          { index: 2, embedding: [1] },
        ],
      },
    ],
    [
      {
        data: [
          { index: 0, embedding: [1] },
          { index: 0, embedding: [1] },
        ],
      },
    ],
    [{ data: 'no' }],
  ])('a vector that is missing makes the answer none: %j', async (reply) => {
    server.respond = (response) => sendJson(response, 200, reply);
    const heard = await askEngine(engine, { input: ['a', 'b'] }, { kind: 'embeddings' });
    expect(heard).toMatchObject({ pieces: [], end: null, fault: { code: 'engine_unreachable' } });
  });

  it('are refused as such where the engine has no path for them', async () => {
    server.respond = (response) => sendJson(response, 404, { message: SECRET });
    const { fault } = await askEngine(engine, { input: ['a'] }, { kind: 'embeddings' });
    expect(fault).toEqual({ code: 'model_kind', facts: { model: 'tiny', kind: 'embeddings' } });
  });
});
