import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MODEL, type TestMachine } from '../../modules/relay/testing/index.ts';
import { ErrorSchema } from '../docs/reply-schemas.ts';
import { createDoorWorld, type DoorWorld } from '../testing/door-world.ts';

let world: DoorWorld;
let machine: TestMachine;
let key: string;
beforeAll(async () => {
  world = await createDoorWorld();
  machine = await world.addMachine();
  ({ key } = await world.developer());
});
afterAll(async () => {
  expect(await world.ledger.audit()).toEqual([]);
  await world.close();
});

const PATHS = ['chat/completions', 'completions', 'embeddings', 'batches'];

async function send(path: string, body: string, headers: Record<string, string> = {}) {
  const response = await world.app.inject({
    method: 'POST',
    url: `/v1/${path}`,
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...headers },
    body,
  });
  return { status: response.statusCode, text: response.body };
}

/** Never an answer that is none: what is refused is refused in OpenAI's shape, and by no fault of ours. */
function isRefusedWell({ status, text }: { status: number; text: string }): void {
  if (status === 200) return;
  expect(status).toBeGreaterThanOrEqual(400);
  expect([status, text]).not.toEqual([500, text]);
  ErrorSchema.parse(JSON.parse(text));
}

const anything = fc.jsonValue({ maxDepth: 3 });
const nearly = fc.record(
  {
    model: fc.oneof(fc.constant(MODEL), anything),
    messages: fc.oneof(
      fc.array(fc.record({ role: fc.constantFrom('user', 'tool', 'x'), content: anything })),
      anything,
    ),
    prompt: anything,
    input: anything,
    stream: fc.oneof(fc.boolean(), anything),
    max_tokens: fc.oneof(fc.integer(), anything),
    n: anything,
    tools: anything,
    response_format: anything,
    max_price: anything,
    policy: fc.oneof(fc.constantFrom('cheapest', 'private'), anything),
    providers: anything,
    timeout: anything,
    max_coefficient: anything,
    stream_options: anything,
  },
  { requiredKeys: ['model'] },
);

describe('whatever is sent', () => {
  it('as a body, it is answered or refused in OpenAI’s shape', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...PATHS), fc.oneof(anything, nearly), async (path, body) => {
        isRefusedWell(await send(path, JSON.stringify(body)));
      }),
      { numRuns: 150 },
    );
  });

  it('that is no JSON, or of another type, is refused', async () => {
    const types = ['application/json', 'text/plain', 'application/octet-stream', 'multipart/form-data', 'x'];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...PATHS, 'files'),
        fc.string(),
        fc.constantFrom(...types),
        async (path, body, type) => {
          const answer = await send(path, body, { 'content-type': type });
          isRefusedWell(answer);
          expect(answer.status).not.toBe(200);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('as headers, paths or queries, nothing breaks', async () => {
    const word = fc.string({ unit: 'grapheme-ascii', maxLength: 300 });
    const names = ['authorization', 'idempotency-key', 'accept', 'content-type', 'openai-organization'];
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...names), word, word, async (name, value, path) => {
        isRefusedWell(await send('chat/completions', '{}', { [name]: value }));
        const headers = { authorization: `Bearer ${key}` };
        for (const url of [
          `/v1/models/${encodeURIComponent(path)}`,
          `/v1/files/${encodeURIComponent(path)}`,
          `/v1/batches?after=${encodeURIComponent(path)}`,
        ]) {
          const { statusCode: status, body: text } = await world.app.inject({ url, headers });
          isRefusedWell({ status, text });
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('a question of ten megabytes', () => {
  it('with an image arrives whole, and is not billed by its bytes', async () => {
    const url = `data:image/png;base64,${'A'.repeat(10_000_000)}`;
    const content = [
      { type: 'text', text: 'What is this?' },
      { type: 'image_url', image_url: { url } },
    ];
    const answer = await send(
      'chat/completions',
      JSON.stringify({ model: MODEL, messages: [{ role: 'user', content }] }),
    );
    expect(answer.status).toBe(200);
    expect(machine.asked.at(-1)).toMatchObject({ messages: [{ content: [{}, { image_url: { url } }] }] });
  });

  it('of text is refused by a model that cannot take it, and one of twenty by its size', async () => {
    const ask = (bytes: number) =>
      send(
        'chat/completions',
        JSON.stringify({ model: MODEL, messages: [{ role: 'user', content: 'x'.repeat(bytes) }] }),
      );
    const long = await ask(9_000_000);
    expect([long.status, JSON.parse(long.text).error.code]).toEqual([400, 'context_too_long']);
    const large = await ask(20_000_000);
    expect([large.status, JSON.parse(large.text).error]).toMatchObject([
      413,
      { code: 'too_large', facts: { limitKb: 16_384 } },
    ]);
  });
});

it('a page of another origin may ask with a key, and reads what the headers say', async () => {
  const origin = { origin: 'https://page.example' };
  const before = await world.app.inject({
    method: 'OPTIONS',
    url: '/v1/chat/completions',
    headers: { ...origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization' },
  });
  expect([before.statusCode, before.headers['access-control-allow-origin']]).toEqual([204, '*']);
  expect(before.headers['access-control-allow-credentials']).toBeUndefined();
  for (const stream of [false, true]) {
    const answer = await fetch(`${world.url}/v1/chat/completions`, {
      method: 'POST',
      headers: { ...origin, authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ model: MODEL, messages: [{ role: 'user', content: 'Hi' }], stream }),
    });
    await answer.text();
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    expect(answer.headers.get('access-control-expose-headers')).toContain('x-spindle-job');
    const said = ['job', 'node', 'listing', 'tier', 'policy', 'considered', 'attempts', 'queued-ms'].map(
      (name) => `x-spindle-${name}`,
    );
    for (const name of [
      ...said,
      'x-request-id',
      'openai-processing-ms',
      'openai-version',
      'x-ratelimit-limit-requests',
    ]) {
      expect([name, answer.headers.get(name)]).toEqual([name, expect.stringMatching(/./)]);
    }
  }
});
