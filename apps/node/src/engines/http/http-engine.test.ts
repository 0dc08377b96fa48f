import { describe, expect, it } from 'vitest';
import { readChatRequest } from '../questions/index.ts';
import { askEngine, type Heard } from '../testing/ask-engine.ts';
import { deltaChunk, finishChunk, sendChunks, sendJson, textChunk, usageChunk } from '../testing/openai-server.ts';
import { useOpenAiEngine } from '../testing/use-openai-engine.ts';

const SECRET = 'the-secret-of-the-prompt';
const at = useOpenAiEngine();

describe('asking an OpenAI-compatible engine', () => {
  it('streams the answer, with the usage that the engine tells', async () => {
    at.answerWith(textChunk('hello '), textChunk('world'), finishChunk('stop'), usageChunk(9, 2, 4));
    const heard = await at.ask('hi');
    expect(heard).toMatchObject({ text: 'hello world', counts: [1, 2], fault: null });
    expect(heard.end).toEqual({ reason: 'stop', usage: { input: 9, cached: 4, output: 2 } });
  });

  it('sends the model’s name at the engine, the limit, and only what the buyer set', async () => {
    const named = at.other({ url: at.server.url.replace('/v1', ''), key: 'k', name: 'served' });
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
    const [{ headers, body } = { headers: {}, body: {} }] = at.server.seen;
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
    at.answerWith(
      tool({ index: 0, id: 'c1', type: 'function', function: { name: 'weather', arguments: '' } }),
      tool({ index: 0, function: { arguments: '{"city":' } }),
      tool({ index: 0, function: { arguments: '"Riga"}' } }),
      finishChunk('tool_calls'),
      usageChunk(20, 12),
    );
    const tools = [{ type: 'function', function: { name: 'weather', parameters: {} } }];
    const heard = await at.ask({ messages: [{ role: 'user', content: 'hi' }], tools });
    expect(heard.pieces).toEqual([
      { kind: 'tool', index: 0, id: 'c1', name: 'weather' },
      { kind: 'tool', index: 0, arguments: '{"city":' },
      { kind: 'tool', index: 0, arguments: '"Riga"}' },
    ]);
    expect(heard.end).toMatchObject({ reason: 'tool_calls', usage: { output: 12 } });
    expect(at.server.seen[0]?.body).toMatchObject({ tools });
  });

  it('passes reasoning, refusals and log probabilities on', async () => {
    const logprobs = { content: [{ token: 'a', logprob: -1 }] };
    at.answerWith(
      deltaChunk({ reasoning_content: 'think' }),
      deltaChunk({ reasoning: ' more' }),
      deltaChunk({ refusal: 'no' }),
      { choices: [{ delta: { content: 'a' }, logprobs }] },
      finishChunk('stop'),
    );
    expect((await at.ask('hi')).pieces).toEqual([
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
    at.answerWith(running('two tokens', 2), running('three more', 5), finishChunk('length'), usageChunk(9, 5));
    const heard = await at.ask('hi');
    expect([heard.counts, heard.read]).toEqual([[2, 5], { input: 9, cached: 0 }]);
    at.answerWith(textChunk('a'), textChunk('b'), textChunk('c'), finishChunk('stop'), usageChunk(9, 2));
    expect((await at.ask('hi')).end?.usage.output).toBe(3);
  });

  it('never bills above the terms, nor what the engine does not tell', async () => {
    at.answerWith(textChunk('a'), finishChunk('stop'), usageChunk(9_999, 9_999, 20_000));
    expect((await at.ask('hi')).end?.usage).toEqual({ input: 400, cached: 400, output: 20 });
    at.answerWith(textChunk('a'), textChunk('b'), finishChunk('stop'));
    expect((await at.ask('hi')).end?.usage).toEqual({ input: 0, cached: 0, output: 2 });
  });

  it('hangs up on the engine as soon as it is cancelled', async () => {
    at.server.respond = (response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(`data: ${JSON.stringify(textChunk('first'))}\n\n`);
    };
    const cancel = new AbortController();
    const heard = await at.ask('hi', { signal: cancel.signal, onPiece: () => cancel.abort() });
    expect(heard).toMatchObject({ text: 'first', end: null, fault: null });
    await expect.poll(() => at.server.seen[0]?.isClosedEarly).toBe(true);
  });

  it('outlives being cancelled at any piece, when the engine has said all already', async () => {
    for (let length = 1; length <= 6; length++) {
      at.answerWith(...'abcdef'.split('').map(textChunk), finishChunk('stop'));
      const cancel = new AbortController();
      const stopAt = ({ pieces }: { pieces: unknown[] }) => pieces.length === length && cancel.abort();
      await at.ask('hi', { signal: cancel.signal, onPiece: stopAt });
    }
    // An error that nobody hears comes a moment later, and fails this run.
    await new Promise((resolve) => setTimeout(resolve, 20));
    at.answerWith(textChunk('a'), finishChunk('stop'));
    expect((await at.ask('hi')).end).toMatchObject({ reason: 'stop' });
  });

  it('asks again over the same connection', async () => {
    await at.ask('hi');
    await at.ask('hi');
    const [first, second] = at.server.seen.map(({ headers }) => headers.connection);
    expect([first, second]).toEqual(['keep-alive', 'keep-alive']);
  });
});

describe('a reader that is slower than the engine', () => {
  it('has the engine wait, which is no silence of the engine', async () => {
    at.server.respond = (response) => {
      response.writeHead(200).write(`data: ${JSON.stringify(textChunk('first '))}\n\n`);
      setTimeout(() => {
        response.write(`data: ${JSON.stringify(textChunk('second'))}\n\n`);
        response.end(`data: ${JSON.stringify(finishChunk('stop'))}\n\n`);
      }, 10);
    };
    const seen: number[] = [];
    const onPiece = async ({ pieces }: Heard) => {
      seen.push(pieces.length);
      if (pieces.length > 1) return;
      await new Promise((resolve) => setTimeout(resolve, 120));
      expect(pieces).toHaveLength(1);
    };
    const heard = await askEngine(at.other({}, 60), 'hi', { onPiece });
    expect(heard).toMatchObject({ text: 'first second', end: { reason: 'stop' }, fault: null });
    expect(seen).toEqual([1, 2]);
  });

  it('can leave while the engine waits', async () => {
    at.server.respond = (response) => {
      response.writeHead(200).write(`data: ${JSON.stringify(textChunk('first'))}\n\n`);
    };
    const cancel = new AbortController();
    const onPiece = () => {
      setTimeout(() => cancel.abort(), 10);
      return new Promise(() => {});
    };
    const heard = await at.ask('hi', { signal: cancel.signal, onPiece });
    expect(heard).toMatchObject({ text: 'first', end: null, fault: null });
    await expect.poll(() => at.server.seen[0]?.isClosedEarly).toBe(true);
  });
});

describe('an engine that closes idle connections', () => {
  it('is asked over a new one, and the buyer notices nothing', async () => {
    await at.ask('hi');
    at.server.dropIdle();
    expect((await at.ask('hi')).end).toMatchObject({ reason: 'stop' });
    expect(at.server.seen).toHaveLength(2);
  });
});

describe('several answers to one question', () => {
  const chunkOf = (index: number, content: string, reason: string | null = null, usage?: object) => ({
    choices: [{ index, delta: content ? { content } : {}, finish_reason: reason }],
    ...usage,
  });

  it('are told apart, each with its end, and counted together', async () => {
    at.answerWith(
      chunkOf(0, 'a', null, { usage: usageChunk(9, 1).usage }),
      chunkOf(1, 'b', null, { usage: usageChunk(9, 1).usage }),
      chunkOf(1, '', 'length'),
      chunkOf(0, 'c', 'stop'),
      usageChunk(9, 4),
    );
    const heard = await at.ask({ messages: [{ role: 'user', content: 'hi' }], n: 2 });
    expect(heard.pieces).toEqual([
      { kind: 'text', text: 'a' },
      { kind: 'text', text: 'b', choice: 1 },
      { kind: 'text', text: 'c' },
    ]);
    expect(heard.counts).toEqual([1, 2, 3]);
    expect(heard.end).toEqual({ reason: 'stop', moreReasons: ['length'], usage: { input: 9, cached: 0, output: 4 } });
    expect(at.server.seen[0]?.body).toMatchObject({ n: 2, max_tokens: 10 });
  });

  it('are cut when one of them never ends', async () => {
    at.server.respond = (response) => sendChunks(response, [chunkOf(0, 'a', 'stop'), chunkOf(1, 'b')], '');
    const heard = await at.ask({ messages: [{ role: 'user', content: 'hi' }], n: 2 });
    expect(heard.fault).toEqual({ code: 'engine_unreachable' });
  });
});

describe('other kinds', () => {
  it('completions are asked for at their own path, and read from it', async () => {
    const textOf = (text: string, reason: string | null = null) => ({
      choices: [{ index: 0, text, logprobs: null, finish_reason: reason }],
    });
    at.answerWith(textOf('Once '), textOf('upon', 'length'), usageChunk(1, 2));
    const heard = await at.ask({ prompt: 'x', suffix: 'y' }, { kind: 'completion' });
    expect(heard).toMatchObject({ text: 'Once upon', end: { reason: 'length', usage: { input: 1, output: 2 } } });
    expect(at.server.seen[0]).toMatchObject({
      path: '/v1/completions',
      body: { prompt: 'x', suffix: 'y', stream: true },
    });
  });

  it('vectors come as 32-bit floats, whatever the engine sends', async () => {
    const vector = Buffer.from(Float32Array.of(0.5, -1).buffer).toString('base64');
    at.server.respond = (response) =>
      sendJson(response, 200, {
        data: [
          { index: 1, embedding: vector },
          { index: 0, embedding: [0.5, -1] },
        ],
        usage: { prompt_tokens: 7 },
      });
    const heard = await at.ask({ input: ['a', [1, 2]], dimensions: 2 }, { kind: 'embeddings' });
    expect(heard.pieces).toEqual([
      { kind: 'embedding', index: 1, vector },
      { kind: 'embedding', index: 0, vector },
    ]);
    expect(heard.end).toEqual({ reason: 'stop', usage: { input: 7, cached: 0, output: 0 } });
    expect(at.server.seen[0]).toMatchObject({
      path: '/v1/embeddings',
      body: { dimensions: 2, encoding_format: 'float' },
    });
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
    at.server.respond = (response) => sendJson(response, 200, reply);
    const heard = await at.ask({ input: ['a', 'b'] }, { kind: 'embeddings' });
    expect(heard).toMatchObject({ pieces: [], end: null, fault: { code: 'engine_unreachable' } });
  });

  it('are refused as such where the engine has no path for them', async () => {
    at.server.respond = (response) => sendJson(response, 404, { message: SECRET });
    const { fault } = await at.ask({ input: ['a'] }, { kind: 'embeddings' });
    expect(fault).toEqual({ code: 'model_kind', facts: { model: 'tiny', kind: 'embeddings' } });
  });
});
