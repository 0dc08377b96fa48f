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

describe('an engine that refuses a parameter', () => {
  const messages = [{ role: 'user', content: SECRET }];
  const request = { messages, temperature: 1, mirostat: 2, guided_regex: SECRET };
  const refused = (parameter: string) => ({ code: 'parameter_unsupported', facts: { parameter } });

  it.each([
    ['temperature', 400, { error: { message: SECRET, param: 'temperature' } }],
    ['mirostat', 400, { object: 'error', message: SECRET, param: 'mirostat', code: 400 }],
    ['guided_regex', 422, { detail: [{ loc: ['body', 'guided_regex'], msg: SECRET }] }],
    ['temperature', 400, { message: 'temperature must be non-negative, got -1' }],
    ['mirostat', 400, { error: { message: "Unsupported param: 'mirostat'" } }],
    ['mirostat', 501, { error: { message: 'mirostat is not supported' } }],
  ])('%s, is heard: %i %j', async (parameter, status, body) => {
    server.respond = (response) => sendJson(response, status, body);
    const { fault } = await askEngine(engine, request);
    expect(fault).toMatchObject(refused(parameter));
    expect(JSON.stringify(fault)).not.toContain(SECRET);
  });

  it.each([
    [{ message: `the prompt «temperature ${SECRET}» is wrong` }],
    [{ error: { message: SECRET, param: 'top_k' } }],
    [{ detail: [{ loc: ['body', SECRET] }] }],
  ])('that the buyer did not send, or in words of the prompt, names none: %j', async (body) => {
    server.respond = (response) => sendJson(response, 400, body);
    expect((await askEngine(engine, request)).fault).toEqual({
      code: 'engine_refused',
      facts: { hint: 'HTTP 400' },
    });
  });
});

describe('an engine that goes on with an answer', () => {
  const messages = [{ role: 'user', content: 'hi' }];
  const said = { text: 'hello ', tokens: 3 };
  const bodyOf = async (
    owner: string | null,
    request: Record<string, unknown>,
    kind: 'chat' | 'completion' = 'chat',
  ) => {
    server.owner = owner;
    await engine.check();
    await askEngine(engine, request, { kind, said });
    return server.seen.at(-1)?.body;
  };

  it('is told so as its program wants it', async () => {
    const both = [...messages, { role: 'assistant', content: 'hello ' }];
    expect(await bodyOf('vllm', { messages })).toMatchObject({
      messages: both,
      add_generation_prompt: false,
      continue_final_message: true,
    });
    const plain = await bodyOf('llamacpp', { messages });
    expect(plain).toMatchObject({ messages: both });
    expect(plain).not.toHaveProperty('continue_final_message');
  });

  it('goes on behind what the buyer had begun, too', async () => {
    const begun = [...messages, { role: 'assistant', content: 'Well, ' }];
    const whole = [...messages, { role: 'assistant', content: 'Well, hello ' }];
    expect(await bodyOf('llamacpp', { messages: begun })).toMatchObject({ messages: whole });
    expect(await bodyOf('vllm', { messages: begun, continue_final_message: true })).toMatchObject({ messages: whole });
    expect(await bodyOf('vllm', { messages: begun })).toMatchObject({
      messages: [...begun, { role: 'assistant', content: 'hello ' }],
    });
  });

  it('goes on behind the prompt of a completion, or behind its echo', async () => {
    expect(await bodyOf(null, { prompt: 'a' }, 'completion')).toMatchObject({ prompt: 'ahello ' });
    const echoed = await bodyOf(null, { prompt: 'he', echo: true }, 'completion');
    expect(echoed).toMatchObject({ prompt: 'hello ' });
    expect(echoed).not.toHaveProperty('echo');
  });

  it('is billed for the question without what was said', async () => {
    answerWith(textChunk('world'), finishChunk('stop'), usageChunk(9, 1, 8));
    expect((await askEngine(engine, { messages }, { said })).end?.usage).toEqual({ input: 6, cached: 6, output: 1 });
    answerWith(textChunk('world'), finishChunk('stop'), usageChunk(2, 1));
    expect((await askEngine(engine, { messages }, { said })).end?.usage).toEqual({ input: 0, cached: 0, output: 1 });
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

describe('what an engine can do', () => {
  /** Counts a template as ChatML has it; closes a message of the assistant unless it is told to go on. */
  const answerAs = (can: { goesOn?: boolean; refuses?: string[]; kinds?: string[]; count?: number }) => {
    server.respond = (response, body, path) => {
      const kind = path.replace('/v1/', '');
      if (!(can.kinds ?? ['chat/completions']).includes(kind)) return sendJson(response, 404, {});
      const bad = (can.refuses ?? []).find((name) => JSON.stringify(body).includes(`"${name}"`));
      if (bad) return sendJson(response, 400, { message: bad });
      if (kind === 'embeddings') return sendJson(response, 200, { data: [{ index: 0, embedding: [1] }] });
      const roles = Array.isArray(body.messages) ? body.messages.length : 0;
      const goesOn = body.continue_final_message === true && can.goesOn;
      const input = can.count ?? (goesOn ? 10 + 1 : 5 + 5 * roles);
      sendChunks(response, [textChunk('a'), finishChunk('length'), usageChunk(input, 1)]);
    };
  };
  const found = async (owner: string | null, can: Parameters<typeof answerAs>[0]) => {
    const asked = createOpenAiEngine({ kind: 'openai', url: server.url, key: null, name: null }, 'tiny');
    server.owner = owner;
    answerAs(can);
    expect(await asked.check()).toMatchObject({ ok: true });
    return asked;
  };

  it('is found out by asking for it', async () => {
    const all = await found('vllm', { goesOn: true, kinds: ['chat/completions', 'completions', 'embeddings'] });
    expect(all.name).toBe('vLLM');
    expect(all.abilities).toEqual(
      'chat completion embeddings tools images continue json json_schema logprobs n'.split(' '),
    );
    const poor = await found('vllm', { refuses: ['tools', 'image_url', 'continue_final_message'] });
    expect(poor.abilities).toEqual('chat json json_schema logprobs n'.split(' '));
    expect((await found('vllm', { kinds: ['embeddings'] })).abilities).toEqual(['embeddings']);
  });

  it('is never presumed of a program that we do not know', async () => {
    expect((await found(null, {})).abilities).toEqual(['chat']);
    expect((await found(null, { goesOn: true })).abilities).toEqual(['chat', 'continue']);
    expect((await found(null, { count: 12 })).abilities).toEqual(['chat']);
    expect((await found('library', { goesOn: true })).abilities).toEqual(['chat', 'tools', 'json', 'json_schema']);
  });

  it('is what its owner says, when they say it', async () => {
    const settings = { kind: 'openai', url: server.url, key: null, name: null, abilities: ['embeddings'] } as const;
    const told = createOpenAiEngine(settings, 'tiny');
    await told.check();
    expect([told.abilities, server.seen]).toEqual([['embeddings'], []]);
  });

  it('is asked once, and again when another program answers, or while it was too busy to say', async () => {
    const asked = await found('vllm', { goesOn: true });
    const trials = server.seen.length;
    await asked.check();
    expect(server.seen).toHaveLength(trials);
    server.owner = 'llamacpp';
    server.respond = (response, body) =>
      body.tools ? sendJson(response, 429, {}) : sendChunks(response, [finishChunk('stop')]);
    await asked.check();
    expect([asked.name, asked.abilities.includes('tools')]).toEqual(['llama-server', false]);
    server.respond = (response) => sendChunks(response, [finishChunk('stop')]);
    await asked.check();
    expect(asked.abilities).toContain('tools');
  });

  it('is nothing while it answers none of the kinds', async () => {
    const down = createOpenAiEngine({ kind: 'openai', url: server.url, key: null, name: null }, 'tiny');
    server.respond = (response) => sendJson(response, 500, {});
    expect(await down.check()).toMatchObject({
      fault: { code: 'engine_offline', facts: { reason: 'engine_unreachable' } },
    });
    expect(down.abilities).toEqual([]);
  });
});

describe('an engine that misbehaves', () => {
  const fault = async () => (await askEngine(engine, 'hi')).fault;

  it('in its stream is typed: malformed, half a JSON, an error, a cut', async () => {
    for (const data of [
      '<html>',
      '{"choices":[{"delta":{"con',
      '{"error":{"message":"x"}}',
      '[]',
      'null',
      '{"choices":7}',
    ]) {
      server.respond = (response) => {
        response.writeHead(200).end(`data: ${JSON.stringify(textChunk('a'))}\n\ndata: ${data}\n\n`);
      };
      expect([data, await fault()]).toEqual([data, { code: 'engine_unreachable' }]);
    }
  });

  it('and is silent, before its first word or after it, is given up', async () => {
    const patient = createOpenAiEngine(
      { kind: 'openai', url: server.url, key: null, name: null, abilities: ['chat'] },
      'tiny',
      60,
    );
    server.respond = () => {};
    expect((await askEngine(patient, 'hi')).fault).toEqual({ code: 'engine_unreachable' });
    server.respond = (response) => response.writeHead(200).write(`data: ${JSON.stringify(textChunk('a'))}\n\n`);
    expect(await askEngine(patient, 'hi')).toMatchObject({ text: 'a', fault: { code: 'engine_unreachable' } });
  });

  it('and tells its usage twice is taken by its last word, within the terms', async () => {
    answerWith(textChunk('a'), finishChunk('stop'), usageChunk(9, 1), usageChunk(7, 2));
    expect((await askEngine(engine, 'hi')).end?.usage).toEqual({ input: 7, cached: 0, output: 2 });
    answerWith(textChunk('a'), finishChunk('stop'), {
      choices: [],
      usage: { prompt_tokens: -1, completion_tokens: 1 },
    });
    expect(await fault()).toEqual({ code: 'engine_unreachable' });
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
