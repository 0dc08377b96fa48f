import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readChatRequest } from '../chat-request.ts';
import type { Engine } from '../engine.ts';
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
  engine = createOpenAiEngine({ kind: 'openai', url: server.url, key: null, name: null }, 'tiny');
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

  it('sends the model’s name at the engine, the smaller limit, and only what the buyer set', async () => {
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
    };
    const read = readChatRequest(request);
    expect(read.ok && (await askEngine(named, read.value)).end).toBeTruthy();
    const [{ headers, body } = { headers: {}, body: {} }] = server.seen;
    expect(headers.authorization).toBe('Bearer k');
    expect(body).toEqual({
      messages: [{ role: 'user', content: 'hi' }],
      temperature: 0.5,
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

describe('an engine that fails', () => {
  it('is unreachable when the stream ends without a last word', async () => {
    server.respond = (response) => sendChunks(response, [textChunk('half an ')], '');
    expect((await askEngine(engine, 'hi')).fault).toEqual({ code: 'engine_unreachable' });
  });

  it('is unreachable when the connection breaks, the stream says error, or is no stream', async () => {
    server.respond = (response) => {
      response.writeHead(200);
      response.write(`data: ${JSON.stringify(textChunk('half'))}\n\n`, () => response.destroy());
    };
    expect((await askEngine(engine, 'hi')).fault).toEqual({ code: 'engine_unreachable' });
    answerWith(textChunk('half'), { error: { message: SECRET } });
    expect((await askEngine(engine, 'hi')).fault).toEqual({ code: 'engine_unreachable' });
    server.respond = (response) => response.writeHead(200).end('data: <html>\n\n');
    expect((await askEngine(engine, 'hi')).fault).toEqual({ code: 'engine_unreachable' });
  });

  it('is accepted when it forgets to say done, after its finish reason', async () => {
    server.respond = (response) => sendChunks(response, [textChunk('all'), finishChunk('stop'), usageChunk(1, 1)], '');
    expect((await askEngine(engine, 'hi')).end).toMatchObject({ reason: 'stop' });
  });

  it.each([
    [
      400,
      { error: { message: SECRET, param: 'temperature' } },
      { code: 'engine_refused', facts: { hint: 'HTTP 400, temperature' } },
    ],
    [400, { error: { message: SECRET, param: SECRET } }, { code: 'engine_refused', facts: { hint: 'HTTP 400' } }],
    [422, { detail: SECRET }, { code: 'engine_refused', facts: { hint: 'HTTP 422' } }],
    [400, { error: { code: 'context_length_exceeded' } }, { code: 'context_too_long', facts: { limit: 400 } }],
    [
      400,
      { message: "This model's maximum context length is 4096 tokens" },
      { code: 'context_too_long', facts: { limit: 400 } },
    ],
    [401, { error: SECRET }, { code: 'engine_unreachable' }],
    [404, { error: SECRET }, { code: 'engine_unreachable' }],
    [429, { error: SECRET }, { code: 'node_busy' }],
    [503, {}, { code: 'node_busy' }],
    [500, { error: SECRET }, { code: 'engine_unreachable' }],
  ])('with %i %j gives a fault that quotes nothing', async (status, body, fault) => {
    server.respond = (response) => sendJson(response, status, body);
    const heard = await askEngine(engine, SECRET);
    expect(heard.fault).toEqual(fault);
    expect(JSON.stringify(heard.fault)).not.toContain(SECRET);
  });
});

describe('checking an engine', () => {
  it('finds the model by its own name, by the market’s, or as the only one', async () => {
    expect(await engine.check()).toEqual({ ok: true, value: null });
    server.models = ['other'];
    expect(await engine.check()).toMatchObject({ ok: true });
    await askEngine(engine, 'hi');
    expect(server.seen[0]?.body.model).toBe('other');
    server.models = ['other', 'tiny:latest'];
    await engine.check();
    await askEngine(engine, 'hi');
    expect(server.seen[1]?.body.model).toBe('tiny:latest');
  });

  it('says what is missing, and what there is', async () => {
    server.models = ['one', 'two'];
    expect(await engine.check()).toEqual({
      ok: false,
      fault: { code: 'engine_model_missing', facts: { model: 'tiny', found: 'one, two' } },
    });
    server.key = 'secret';
    expect(await engine.check()).toMatchObject({ fault: { code: 'engine_key', facts: { status: 401 } } });
    await server.close();
    expect(await engine.check()).toMatchObject({
      fault: { code: 'engine_offline', facts: { reason: 'ECONNREFUSED' } },
    });
    expect((await askEngine(engine, 'hi')).fault).toEqual({ code: 'engine_unreachable' });
  });
});
