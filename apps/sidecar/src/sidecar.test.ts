import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import http from 'node:http';
import { createEdge, type Edge, type EdgeOptions, serveEdge } from '@spindle/client/testing';
import OpenAI, { toFile } from 'openai';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

const PROGRAM = 'apps/sidecar/bin/spindle-sidecar.mjs';
beforeAll(() => void execFileSync(process.execPath, ['build.mjs'], { cwd: 'apps/sidecar' }));

const CANARY = 'zebrafinch-quasar-7041';
const KEY = 'sk-spindle-of-the-start';

interface Running {
  edge: Edge;
  url: string;
  openai: OpenAI;
  child: ChildProcess;
  /** What it printed. */
  printed: () => string;
  /** What the market saw. */
  seen: () => string;
}

/** The program as a person starts it, beside a market on the real wire. */
async function start(options: EdgeOptions = {}, ...flags: string[]): Promise<Running> {
  const edge = createEdge({ quotedAtMs: Date.now(), ...options });
  const server = await serveEdge(edge);
  const args = [
    '--broker',
    server.url,
    '--broker-key',
    edge.brokerKey,
    '--env',
    'dev',
    '--port',
    '0',
    '--json',
    ...flags,
  ];
  const child = spawn(process.execPath, [PROGRAM, ...args], {
    env: { ...process.env, SPINDLE_API_KEY: KEY },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  closers.push(server.close, () => child.kill('SIGKILL'));
  const printed = gather(child);
  await expect.poll(printed, { timeout: 20_000 }).toContain('listening');
  const url = String(JSON.parse(printed().split('\n')[0] ?? '{}').url);
  const openai = new OpenAI({ baseURL: url, apiKey: 'unused', maxRetries: 0 });
  return { edge, url, openai, child, printed, seen: server.seen };
}

/** What a program has printed so far. */
function gather({ stdout, stderr }: ChildProcess): () => string {
  const parts: string[] = [];
  for (const stream of [stdout, stderr]) stream?.setEncoding('utf8').on('data', (text: string) => parts.push(text));
  return () => parts.join('');
}

const QUESTION = { model: 'tiny', messages: [{ role: 'user' as const, content: `Who is ${CANARY}?` }] };

async function post(url: string, body: string, headers: Record<string, string> = {}) {
  const request = { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body };
  const response = await fetch(`${url}/chat/completions`, request);
  return { status: response.status, text: await response.text() };
}

describe('spindle-sidecar', () => {
  it('is OpenAI’s endpoint for its client: whole, streamed, texts, vectors, models, batches, and seals all of it', async () => {
    const vector = Buffer.from(new Float32Array([0.5]).buffer).toString('base64');
    const answer: EdgeOptions['answer'] = ({ input }) =>
      input
        ? [
            { kind: 'embedding', index: 0, vector },
            { kind: 'end', reason: 'stop', usage: { input: 12, cached: 2, output: 0 } },
          ]
        : [
            { kind: 'text', text: 'Hello' },
            { kind: 'text', text: `, ${CANARY}` },
            { kind: 'end', reason: 'stop', usage: { input: 12, cached: 2, output: 3 } },
          ];
    const { edge, openai, printed, seen } = await start({ answer });
    const whole = await openai.chat.completions.create(QUESTION);
    expect(whole.choices[0]?.message.content).toBe(`Hello, ${CANARY}`);
    let streamed = '';
    for await (const chunk of await openai.chat.completions.create({ ...QUESTION, stream: true })) {
      streamed += chunk.choices[0]?.delta.content ?? '';
    }
    expect(streamed).toBe(`Hello, ${CANARY}`);
    expect((await openai.completions.create({ model: 'tiny', prompt: CANARY })).choices[0]?.text).toContain('Hello');
    expect((await openai.embeddings.create({ model: 'tiny', input: CANARY })).data[0]?.embedding).toEqual([0.5]);
    expect((await openai.models.list()).data.map(({ id }) => id)).toEqual(['tiny']);

    const line = { custom_id: 'one', method: 'POST', url: '/v1/chat/completions', body: QUESTION };
    const file = await openai.files.create({
      file: await toFile(Buffer.from(JSON.stringify(line)), 'in.jsonl'),
      purpose: 'batch',
    });
    const asked = { input_file_id: file.id, endpoint: '/v1/chat/completions', completion_window: '24h' } as const;
    const { id } = await openai.batches.create(asked);
    await expect.poll(async () => (await openai.batches.retrieve(id)).status).toBe('completed');
    const { output_file_id } = await openai.batches.retrieve(id);
    expect(await (await openai.files.content(output_file_id ?? '')).text()).toContain(CANARY);

    expect(JSON.stringify(edge.asked)).toContain(CANARY);
    expect(seen()).toContain(`Bearer ${KEY}`);
    expect(seen()).not.toContain(CANARY);
    expect(printed()).toContain('POST /v1/chat/completions');
    expect(printed()).not.toContain(CANARY);
    expect(printed()).not.toContain(KEY);
  });

  it('answers any program, in OpenAI’s shapes of errors too, and says nothing of what was asked', async () => {
    const { url, printed, seen } = await start({
      refuse: { code: 'queue_full', facts: { model: 'tiny', retryAfterSeconds: 7 } },
    });
    expect(await (await fetch(url.replace('/v1', '/healthz'))).json()).toMatchObject({ status: 'ok' });
    const refused = await post(url, JSON.stringify(QUESTION));
    expect(refused.status).toBe(429);
    expect(JSON.parse(refused.text).error).toMatchObject({ type: 'rate_limit_error', code: 'queue_full' });
    expect(JSON.parse((await post(url, `{"${CANARY}`)).text).error).toMatchObject({ param: 'body' });
    expect((await post(url, JSON.stringify({ ...QUESTION, messages: [] }))).status).toBe(400);
    expect((await post(url, `"${CANARY.repeat(800_000)}"`)).status).toBe(413);
    expect((await fetch(`${url}/${CANARY}`)).status).toBe(404);
    expect(printed() + seen()).not.toContain(CANARY);
  });

  it('takes a key per request before its own', async () => {
    const { url, seen } = await start();
    await post(url, JSON.stringify(QUESTION), { authorization: 'Bearer sk-spindle-of-the-request' });
    expect(seen().match(/Bearer .*/g)).toEqual([
      'Bearer sk-spindle-of-the-request',
      'Bearer sk-spindle-of-the-request',
    ]);
  });

  it('is closed to web pages, and to names that only point here, unless its owner opens it to one', async () => {
    const { url, seen } = await start({}, '--allow-origin', 'http://localhost:5173');
    const body = JSON.stringify(QUESTION);
    const foreign = await post(url, body, { origin: 'https://evil.example' });
    expect([foreign.status, JSON.parse(foreign.text).error.code]).toEqual([403, 'sidecar_origin']);
    const { port } = new URL(url);
    const rebound = http.get({ port, host: '127.0.0.1', path: '/v1/models', headers: { host: 'evil.example' } });
    const [response] = await once(rebound, 'response');
    expect(response.statusCode).toBe(403);
    response.resume();
    expect(seen()).toBe('');
    const own = await fetch(`${url}/models`, { headers: { origin: 'http://localhost:5173' } });
    expect(own.headers.get('access-control-allow-origin')).toBe('http://localhost:5173');
    expect(own.status).toBe(200);
  });

  it('streams no faster than it is read, and stops the answer when its reader leaves', async () => {
    const pieces = 800;
    const text = 'x'.repeat(64 * 1024);
    const { edge, url } = await start({
      answer: () => [
        ...Array.from({ length: pieces }, () => ({ kind: 'text', text }) as const),
        { kind: 'end', reason: 'stop', usage: { input: 1, cached: 0, output: pieces } },
      ],
    });
    const { relay } = edge;
    let carried = 0;
    let isLeft = false;
    edge.relay = async (asked, signal) => {
      const frames = await relay(asked, signal);
      return (async function* () {
        try {
          for await (const frame of frames) {
            carried += 1;
            yield frame;
          }
        } finally {
          isLeft = true;
        }
      })();
    };
    const body = JSON.stringify({ ...QUESTION, max_tokens: pieces, stream: true });
    const reader = (await fetch(`${url}/chat/completions`, { method: 'POST', body })).body?.getReader();
    await reader?.read();
    // Nobody reads on: buffers on the way fill up, and then nothing more is taken.
    let before = -1;
    await expect
      .poll(
        () => {
          const isSame = carried === before;
          before = carried;
          return isSame;
        },
        { interval: 500, timeout: 20_000 },
      )
      .toBe(true);
    expect(carried).toBeLessThan(pieces / 2);
    expect(isLeft).toBe(false);
    await reader?.cancel();
    await expect.poll(() => isLeft).toBe(true);
    expect(carried).toBeLessThan(pieces);
  });

  it('says when the market cannot be reached', async () => {
    const { openai } = await start();
    closers.splice(0, 1)[0]?.();
    const asking = openai.chat.completions.create(QUESTION);
    await expect(asking).rejects.toMatchObject({ status: 503, code: 'broker_unreachable' });
  });

  it('lets answers in work end when it is stopped, and takes no new ones', async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const { edge, openai, child, url } = await start();
    const { relay } = edge;
    edge.relay = async (body, signal) => {
      await held;
      return relay(body, signal);
    };
    const asking = openai.chat.completions.create(QUESTION);
    await expect.poll(() => edge.quoted.length).toBe(1);
    const exited = once(child, 'exit');
    child.kill('SIGTERM');
    await expect
      .poll(() =>
        fetch(`${url}/models`).then(
          () => 'open',
          () => 'closed',
        ),
      )
      .toBe('closed');
    release();
    expect((await asking).choices[0]?.message.content).toBe('Hello, you');
    expect(await exited).toEqual([0, null]);
  });
});

it('settings that are wrong, and a port that is taken, are said in words', async () => {
  const ends = async (...args: string[]) => {
    const child = spawn(process.execPath, [PROGRAM, ...args]);
    closers.push(() => child.kill('SIGKILL'));
    const words = gather(child);
    const [code] = await once(child, 'close');
    return { code, words: words() };
  };
  expect(await ends()).toMatchObject({ code: 1, words: expect.stringContaining('--broker') });
  const { url } = await start();
  const taken = await ends('--broker', 'http://127.0.0.1:1', '--port', new URL(url).port);
  expect(taken).toMatchObject({ code: 1, words: expect.stringContaining('EADDRINUSE') });
});
