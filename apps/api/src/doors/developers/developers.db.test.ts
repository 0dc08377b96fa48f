import type OpenAI from 'openai';
import { APIError } from 'openai';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { MODEL, type TestMachine } from '../../modules/relay/testing/index.ts';
import { usageOf } from '../../modules/usage/index.ts';
import { createDoorWorld, type DoorWorld } from '../testing/door-world.ts';

let world: DoorWorld;
let machine: TestMachine;
let openai: OpenAI;
let accountId: Awaited<ReturnType<DoorWorld['developer']>>['accountId'];
let key: string;

beforeAll(async () => {
  world = await createDoorWorld({ firstTokenMs: 300, idleMs: 300 });
  machine = await world.addMachine();
});
beforeEach(async () => {
  machine.behaviour = {};
  machine.isLinked = true;
  machine.late.length = 0;
  ({ accountId, key } = await world.developer());
  openai = world.openai(key);
});
afterAll(async () => {
  expect(await world.ledger.audit()).toEqual([]);
  await world.close();
});

const QUESTION = { model: MODEL, messages: [{ role: 'user' as const, content: 'Who are you?' }] };
const faultOf = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => null,
    (it: unknown) => it,
  );
  if (!(error instanceof APIError)) throw error ?? new Error('it was not refused');
  return { status: error.status, code: error.code, type: error.type };
};
const rows = async () => {
  const page = await usageOf(world, { accountId }, {});
  return page.ok ? page.value.items : [];
};

describe('the official client', () => {
  it('gets a whole answer, with usage, and what it cost in the headers', async () => {
    const { data, response } = await openai.chat.completions.create({ ...QUESTION, max_tokens: 50 }).withResponse();
    expect(data).toMatchObject({
      object: 'chat.completion',
      model: MODEL,
      choices: [{ message: { role: 'assistant', content: 'Hello from Spindle' }, finish_reason: 'stop' }],
      usage: { prompt_tokens: 12, completion_tokens: 3, total_tokens: 15, prompt_tokens_details: { cached_tokens: 2 } },
    });
    const [row] = await rows();
    expect(row).toMatchObject({ costNano: 4_667n, keyName: 'test', end: 'complete' });
    expect(response.headers.get('x-spindle-cost-nano')).toBe('4667');
    expect(response.headers.get('x-spindle-job')).toBe(row?.jobId);
    expect(data.id).toBe(`chatcmpl-${row?.jobId}`);
  });

  it('streams, and gets the usage when it asks for it', async () => {
    const { data: stream, response } = await openai.chat.completions
      .create({ ...QUESTION, stream: true, stream_options: { include_usage: true }, max_completion_tokens: 50 })
      .withResponse();
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    expect(response.headers.get('x-spindle-job')).toMatch(/^[0-9a-f-]{36}$/);
    let text = '';
    const finishes: unknown[] = [];
    let usage: unknown = null;
    for await (const chunk of stream) {
      text += chunk.choices[0]?.delta.content ?? '';
      if (chunk.choices[0]?.finish_reason) finishes.push(chunk.choices[0].finish_reason);
      usage = chunk.usage ?? usage;
    }
    expect(text).toBe('Hello from Spindle');
    expect(finishes).toEqual(['stop']);
    expect(usage).toMatchObject({ prompt_tokens: 12, completion_tokens: 3 });
  });

  it('has its parameters passed on, sealed, to the machine', async () => {
    const tools = [{ type: 'function' as const, function: { name: 'weather', parameters: { type: 'object' } } }];
    await openai.chat.completions.create({
      ...QUESTION,
      temperature: 0.3,
      top_p: 0.9,
      stop: ['\n'],
      seed: 7,
      tools,
      max_completion_tokens: 40,
    });
    expect(machine.asked.at(-1)).toMatchObject({
      temperature: 0.3,
      top_p: 0.9,
      stop: ['\n'],
      seed: 7,
      tools,
      max_completion_tokens: 40,
      messages: QUESTION.messages,
    });
  });

  it('sets the market’s own wishes beside OpenAI’s', async () => {
    const dear = await world.addMachine({}, { usd: 9 });
    const asked = { ...QUESTION, spindle: { listing_id: dear.listingId } };
    await openai.chat.completions.create(asked);
    expect(dear.asked).toHaveLength(1);
    const cheap = { ...QUESTION, spindle: { listing_id: dear.listingId, max_price_micro_usd_per_mtok: '8999999' } };
    expect(await faultOf(openai.chat.completions.create(cheap))).toMatchObject({ code: 'no_candidates', status: 503 });
    const strong = { ...QUESTION, spindle: { tier: 'verified' } };
    expect(await faultOf(openai.chat.completions.create(strong))).toMatchObject({ code: 'no_candidates' });
    dear.isLinked = false;
  });

  it('lists the models that are sold, and finds one by its id', async () => {
    const modelId = await world.sell();
    const list = await openai.models.list();
    expect(list.data).toMatchObject([{ id: modelId, object: 'model', offers: 1, context_length: expect.any(Number) }]);
    expect(await openai.models.retrieve(modelId)).toMatchObject({
      id: modelId,
      price: { input: '0.1', cached_input: '0.05', output: '0.4', output_micro_usd_per_mtok: '400000' },
      batch_price: { input: expect.any(String) },
      pricing: { prompt: '0.0000001', completion: '0.0000004', input_cache_read: '0.00000005' },
      tiers: ['community'],
      nodes_online: 0,
      free_slots: 0,
      tokens_per_second: null,
    });
    const limited = world.openai((await world.developer({ models: ['another/model'] })).key);
    expect((await limited.models.list()).data).toEqual([]);
    expect(await faultOf(openai.models.retrieve('nobody/sells-this'))).toMatchObject({
      code: 'model_unknown',
      status: 404,
    });
  });
});

describe('the official client is refused in words that it understands', () => {
  it('without a key, with a wrong one, and with one that was revoked', async () => {
    const wrong = world.openai('sk-spindle-wrong');
    expect(await faultOf(wrong.chat.completions.create(QUESTION))).toEqual({
      status: 401,
      code: 'api_key_invalid',
      type: 'authentication_error',
    });
    expect((await fetch(`${world.url}/v1/models`)).status).toBe(401);
    await world.db.pool.query('UPDATE api_key SET revoked_at = now() WHERE account_id = $1', [accountId]);
    expect(await faultOf(openai.chat.completions.create(QUESTION))).toMatchObject({ code: 'api_key_invalid' });
  });

  it('without money, and at the cap of its key', async () => {
    const poor = await world.developer({ depositedNano: 5n });
    expect(await faultOf(world.openai(poor.key).chat.completions.create(QUESTION))).toEqual({
      status: 402,
      code: 'insufficient_funds',
      type: 'insufficient_quota',
    });
    const capped = await world.developer({ capNano: 5n });
    const stream = world.openai(capped.key).chat.completions.create({ ...QUESTION, stream: true });
    expect(await faultOf(stream)).toMatchObject({ code: 'key_cap_reached', status: 402 });
  });

  it('for a day, a month, and what is off the list of its key', async () => {
    const asked = (rules: Parameters<DoorWorld['developer']>[0]) =>
      world.developer(rules).then((it) => faultOf(world.openai(it.key).chat.completions.create(QUESTION)));
    expect(await asked({ capDayNano: 5n })).toMatchObject({ code: 'key_cap_reached', status: 402 });
    expect(await asked({ capMonthNano: 5n })).toMatchObject({ code: 'key_cap_reached', status: 402 });
    expect(await asked({ models: ['another/model'] })).toEqual({
      status: 403,
      code: 'key_model',
      type: 'permission_error',
    });
    expect(await asked({ minTier: 'verified' })).toMatchObject({ code: 'no_candidates' });
    const listed = await world.developer({ models: [MODEL], minTier: 'community' });
    expect(await world.openai(listed.key).chat.completions.create(QUESTION)).toMatchObject({ model: MODEL });
  });

  it('for what its key has no scope for, before its body is read', async () => {
    const lists = world.openai((await world.developer({ scopes: ['models'] })).key);
    const asks = world.openai((await world.developer({ scopes: ['inference'], models: [MODEL] })).key);
    const refused = { status: 403, code: 'key_scope', type: 'permission_error' };
    expect(await faultOf(lists.chat.completions.create({ ...QUESTION, messages: [] }))).toEqual(refused);
    expect(await faultOf(asks.models.list())).toEqual(refused);
    expect(await faultOf(asks.models.retrieve('a/b'))).toEqual(refused);
    expect(await asks.chat.completions.create(QUESTION)).toMatchObject({ model: MODEL });
  });

  it('for a model that does not exist, and for a body that is none', async () => {
    expect(await faultOf(openai.chat.completions.create({ ...QUESTION, model: 'gpt-42' }))).toMatchObject({
      code: 'model_unknown',
    });
    expect(await faultOf(openai.chat.completions.create({ ...QUESTION, messages: [] }))).toMatchObject({
      code: 'parameter_unsupported',
      status: 400,
    });
    expect(await faultOf(openai.chat.completions.create({ ...QUESTION, n: 9 }))).toMatchObject({
      code: 'parameter_unsupported',
    });
  });

  it('for JSON that is none, a body too large, a path that is none', async () => {
    const post = async (path: string, body: string) => {
      const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
      const response = await fetch(`${world.url}/v1/${path}`, { method: 'POST', headers, body });
      return { status: response.status, ...(await response.json()).error };
    };
    expect(await post('chat/completions', '{"messages": canary')).toMatchObject({ status: 400, code: 'invalid_input' });
    expect(await post('chat/completions', `"${'x'.repeat(17_000_000)}"`)).toMatchObject({
      status: 413,
      code: 'too_large',
    });
    expect(await post('nowhere', '{}')).toMatchObject({ status: 404, code: 'not_found' });
  });

  it('when the machine goes away before a word, or hangs', async () => {
    machine.behaviour = { loseAfter: 0 };
    expect(await faultOf(openai.chat.completions.create({ ...QUESTION, stream: true }))).toMatchObject({
      status: 502,
      code: 'node_lost',
    });
    machine.behaviour = { hangAfter: 0 };
    expect(await faultOf(openai.chat.completions.create(QUESTION))).toMatchObject({
      status: 504,
      code: 'node_timeout',
    });
    machine.isLinked = false;
    expect(
      await faultOf(
        openai.chat.completions.create({ ...QUESTION, spindle: { listing_id: machine.listingId } } as typeof QUESTION),
      ),
    ).toMatchObject({
      status: 503,
      code: 'no_candidates',
    });
  });

  it('in mid-stream by an error in the stream, never by a stream that looks complete', async () => {
    machine.behaviour = { loseAfter: 2 };
    const stream = await openai.chat.completions.create({ ...QUESTION, stream: true });
    let text = '';
    const fault = await faultOf(
      (async () => {
        for await (const chunk of stream) text += chunk.choices[0]?.delta.content ?? '';
      })(),
    );
    expect(fault.code).toBe('node_lost');
    expect(text).toBe('Hello from');
    expect(await rows()).toMatchObject([{ end: 'cut', costNano: 0n }]);
  });
});

it('an answer that its reader leaves is cancelled upstream, and billed for what was delivered', async () => {
  machine.behaviour = { pauseMs: 30, words: Array.from({ length: 100 }, () => 'word ') };
  const stream = await openai.chat.completions.create({ ...QUESTION, stream: true });
  let words = 0;
  for await (const chunk of stream) {
    if (chunk.choices[0]?.delta.content && ++words === 3) stream.controller.abort();
  }
  await expect.poll(() => machine.late.length).toBe(1);
  const [late] = machine.late;
  if (!late) throw new Error('no receipt');
  await world.usage.settleLateReceipt(machine.nodeId, late.jobId, late.receipt);
  const [row] = await rows();
  expect(row?.end).toBe('stopped');
  expect(row?.outputTokens).toBeLessThan(10);
  expect(row?.costNano).toBeGreaterThan(0n);
});

it('no word of question or answer is logged, whatever breaks', async () => {
  const canary = 'canary-5d2b';
  machine.behaviour = { words: [canary] };
  const question = { ...QUESTION, messages: [{ role: 'user' as const, content: canary }] };
  await openai.chat.completions.create(question);
  machine.behaviour = { words: [canary, canary], loseAfter: 1 };
  await openai.chat.completions.create(question).catch(() => null);
  machine.behaviour = { frames: () => [Buffer.from(canary)] };
  await openai.chat.completions.create(question).catch(() => null);
  expect(JSON.stringify(world.logged)).not.toContain('canary');
});
