import { describe, expect, it } from 'vitest';
import { MODEL } from '../../modules/relay/testing/index.ts';
import type { DoorWorld } from '../testing/door-world.ts';
import { refusalOf, useDoorWorld } from '../testing/use-door-world.ts';

const door = useDoorWorld({ firstTokenMs: 300, idleMs: 300 });
const QUESTION = { model: MODEL, messages: [{ role: 'user' as const, content: 'Who are you?' }] };
describe('the official client', () => {
  it('gets a whole answer, with usage, and what it cost in the headers', async () => {
    const { data, response } = await door.openai.chat.completions
      .create({ ...QUESTION, max_tokens: 50 })
      .withResponse();
    expect(data).toMatchObject({
      object: 'chat.completion',
      model: MODEL,
      choices: [{ message: { role: 'assistant', content: 'Hello from Spindle' }, finish_reason: 'stop' }],
      usage: { prompt_tokens: 12, completion_tokens: 3, total_tokens: 15, prompt_tokens_details: { cached_tokens: 2 } },
    });
    const [row] = await door.usage();
    expect(row).toMatchObject({ costNano: 4_667n, keyName: 'test', end: 'complete' });
    expect(response.headers.get('x-spindle-cost-nano')).toBe('4667');
    expect(response.headers.get('x-spindle-job')).toBe(row?.jobId);
    expect(data.id).toBe(`chatcmpl-${row?.jobId}`);
  });

  it('streams, and gets the usage when it asks for it', async () => {
    const { data: stream, response } = await door.openai.chat.completions
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
    await door.openai.chat.completions.create({
      ...QUESTION,
      temperature: 0.3,
      top_p: 0.9,
      stop: ['\n'],
      seed: 7,
      tools,
      max_completion_tokens: 40,
    });
    expect(door.machine.asked.at(-1)).toMatchObject({
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
    const dear = await door.world.addMachine({}, { usd: 9 });
    const asked = { ...QUESTION, spindle: { listing_id: dear.listingId } };
    await door.openai.chat.completions.create(asked);
    expect(dear.asked).toHaveLength(1);
    const cheap = { ...QUESTION, spindle: { listing_id: dear.listingId, max_price_micro_usd_per_mtok: '8999999' } };
    expect(await refusalOf(door.openai.chat.completions.create(cheap))).toMatchObject({
      code: 'no_candidates',
      status: 503,
    });
    const strong = { ...QUESTION, spindle: { tier: 'verified' } };
    expect(await refusalOf(door.openai.chat.completions.create(strong))).toMatchObject({ code: 'no_candidates' });
    dear.isLinked = false;
  });

  it('lists the models that are sold, and finds one by its id', async () => {
    const modelId = await door.world.sell();
    const list = await door.openai.models.list();
    expect(list.data).toMatchObject([{ id: modelId, object: 'model', offers: 1, context_length: expect.any(Number) }]);
    expect(await door.openai.models.retrieve(modelId)).toMatchObject({
      id: modelId,
      price: { input: '0.1', cached_input: '0.05', output: '0.4', output_micro_usd_per_mtok: '400000' },
      batch_price: { input: expect.any(String) },
      pricing: { prompt: '0.0000001', completion: '0.0000004', input_cache_read: '0.00000005' },
      tiers: ['community'],
      nodes_online: 0,
      free_slots: 0,
      tokens_per_second: null,
    });
    const limited = door.world.openai((await door.world.developer({ models: ['another/model'] })).key);
    expect((await limited.models.list()).data).toEqual([]);
    expect(await refusalOf(door.openai.models.retrieve('nobody/sells-this'))).toMatchObject({
      code: 'model_unknown',
      status: 404,
    });
  });
});

describe('the official client is refused in words that it understands', () => {
  it('without a key, with a wrong one, and with one that was revoked', async () => {
    const wrong = door.world.openai('sk-spindle-wrong');
    expect(await refusalOf(wrong.chat.completions.create(QUESTION))).toMatchObject({
      status: 401,
      code: 'api_key_invalid',
      type: 'authentication_error',
    });
    expect((await fetch(`${door.world.url}/v1/models`)).status).toBe(401);
    await door.world.db.pool.query('UPDATE api_key SET revoked_at = now() WHERE account_id = $1', [door.accountId]);
    expect(await refusalOf(door.openai.chat.completions.create(QUESTION))).toMatchObject({ code: 'api_key_invalid' });
  });

  it('without money, and at the cap of its key', async () => {
    const poor = await door.world.developer({ depositedNano: 5n });
    expect(await refusalOf(door.world.openai(poor.key).chat.completions.create(QUESTION))).toMatchObject({
      status: 402,
      code: 'insufficient_funds',
      type: 'insufficient_quota',
    });
    const capped = await door.world.developer({ capNano: 5n });
    const stream = door.world.openai(capped.key).chat.completions.create({ ...QUESTION, stream: true });
    expect(await refusalOf(stream)).toMatchObject({ code: 'key_cap_reached', status: 402 });
  });

  it('for a day, a month, and what is off the list of its key', async () => {
    const asked = (rules: Parameters<DoorWorld['developer']>[0]) =>
      door.world.developer(rules).then((it) => refusalOf(door.world.openai(it.key).chat.completions.create(QUESTION)));
    expect(await asked({ capDayNano: 5n })).toMatchObject({ code: 'key_cap_reached', status: 402 });
    expect(await asked({ capMonthNano: 5n })).toMatchObject({ code: 'key_cap_reached', status: 402 });
    expect(await asked({ models: ['another/model'] })).toMatchObject({
      status: 403,
      code: 'key_model',
      type: 'permission_error',
    });
    expect(await asked({ minTier: 'verified' })).toMatchObject({ code: 'no_candidates' });
    const listed = await door.world.developer({ models: [MODEL], minTier: 'community' });
    expect(await door.world.openai(listed.key).chat.completions.create(QUESTION)).toMatchObject({ model: MODEL });
  });

  it('for what its key has no scope for, before its body is read', async () => {
    const lists = door.world.openai((await door.world.developer({ scopes: ['models'] })).key);
    const asks = door.world.openai((await door.world.developer({ scopes: ['inference'], models: [MODEL] })).key);
    const refused = { status: 403, code: 'key_scope', type: 'permission_error' };
    expect(await refusalOf(lists.chat.completions.create({ ...QUESTION, messages: [] }))).toMatchObject(refused);
    expect(await refusalOf(asks.models.list())).toMatchObject(refused);
    expect(await refusalOf(asks.models.retrieve('a/b'))).toMatchObject(refused);
    expect(await asks.chat.completions.create(QUESTION)).toMatchObject({ model: MODEL });
  });

  it('for a model that does not exist, and for a body that is none', async () => {
    expect(await refusalOf(door.openai.chat.completions.create({ ...QUESTION, model: 'gpt-42' }))).toMatchObject({
      code: 'model_unknown',
    });
    expect(await refusalOf(door.openai.chat.completions.create({ ...QUESTION, messages: [] }))).toMatchObject({
      code: 'parameter_unsupported',
      status: 400,
    });
    expect(await refusalOf(door.openai.chat.completions.create({ ...QUESTION, n: 9 }))).toMatchObject({
      code: 'parameter_unsupported',
    });
  });

  it('for JSON that is none, a body too large, a path that is none', async () => {
    const post = async (path: string, body: string) => {
      const headers = { authorization: `Bearer ${door.key}`, 'content-type': 'application/json' };
      const response = await fetch(`${door.world.url}/v1/${path}`, { method: 'POST', headers, body });
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
    door.machine.behaviour = { loseAfter: 0 };
    expect(await refusalOf(door.openai.chat.completions.create({ ...QUESTION, stream: true }))).toMatchObject({
      status: 502,
      code: 'node_lost',
    });
    door.machine.behaviour = { hangAfter: 0 };
    expect(await refusalOf(door.openai.chat.completions.create(QUESTION))).toMatchObject({
      status: 504,
      code: 'node_timeout',
    });
    door.machine.isLinked = false;
    expect(
      await refusalOf(
        door.openai.chat.completions.create({
          ...QUESTION,
          spindle: { listing_id: door.machine.listingId },
        } as typeof QUESTION),
      ),
    ).toMatchObject({
      status: 503,
      code: 'no_candidates',
    });
  });

  it('in mid-stream by an error in the stream, never by a stream that looks complete', async () => {
    door.machine.behaviour = { loseAfter: 2 };
    const stream = await door.openai.chat.completions.create({ ...QUESTION, stream: true });
    let text = '';
    const fault = await refusalOf(
      (async () => {
        for await (const chunk of stream) text += chunk.choices[0]?.delta.content ?? '';
      })(),
    );
    expect(fault.code).toBe('node_lost');
    expect(text).toBe('Hello from');
    expect(await door.usage()).toMatchObject([{ end: 'cut', costNano: 0n }]);
  });
});

it('an answer that its reader leaves is cancelled upstream, and billed for what was delivered', async () => {
  door.machine.behaviour = { pauseMs: 30, words: Array.from({ length: 100 }, () => 'word ') };
  const stream = await door.openai.chat.completions.create({ ...QUESTION, stream: true });
  let words = 0;
  for await (const chunk of stream) {
    if (chunk.choices[0]?.delta.content && ++words === 3) stream.controller.abort();
  }
  await expect.poll(() => door.machine.late.length).toBe(1);
  const [late] = door.machine.late;
  if (!late) throw new Error('no receipt');
  await door.world.usage.settleLateReceipt(door.machine.nodeId, late.jobId, late.receipt);
  const [row] = await door.usage();
  expect(row?.end).toBe('stopped');
  expect(row?.outputTokens).toBeLessThan(10);
  expect(row?.costNano).toBeGreaterThan(0n);
});

it('no word of question or answer is logged, whatever breaks', async () => {
  const canary = 'canary-5d2b';
  door.machine.behaviour = { words: [canary] };
  const question = { ...QUESTION, messages: [{ role: 'user' as const, content: canary }] };
  await door.openai.chat.completions.create(question);
  door.machine.behaviour = { words: [canary, canary], loseAfter: 1 };
  await door.openai.chat.completions.create(question).catch(() => null);
  door.machine.behaviour = { frames: () => [Buffer.from(canary)] };
  await door.openai.chat.completions.create(question).catch(() => null);
  expect(JSON.stringify(door.world.logged)).not.toContain('canary');
});
