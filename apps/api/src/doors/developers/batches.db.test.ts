import { randomUUID } from 'node:crypto';
import type OpenAI from 'openai';
import { APIError, toFile } from 'openai';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createApiKey, keyHashOf, rotateApiKey } from '../../modules/accounts/index.ts';
import { type BatchesDeps, type Caller, createBatches } from '../../modules/batches/index.ts';
import { MODEL, type TestMachine } from '../../modules/relay/testing/index.ts';
import { usageOf } from '../../modules/usage/index.ts';
import { createDoorWorld, type DoorWorld } from '../testing/door-world.ts';
import { dumpDatabase } from '../testing/dump-database.ts';

let world: DoorWorld;
let machine: TestMachine;
let openai: OpenAI;
let accountId: Awaited<ReturnType<DoorWorld['developer']>>['accountId'];
let key: string;
let startMs: number;

beforeAll(async () => {
  world = await createDoorWorld({ firstTokenMs: 2_000, idleMs: 2_000 });
  machine = await world.addMachine();
  startMs = world.clock.nowMs();
});
beforeEach(async () => {
  // Machines' keys are good for an hour of this clock.
  world.clock.set(startMs);
  machine.behaviour = {};
  machine.isLinked = true;
  machine.presence.busy = 0;
  machine.asked.length = 0;
  ({ accountId, key } = await world.developer());
  openai = world.openai(key);
});
afterAll(async () => {
  expect(await world.ledger.audit()).toEqual([]);
  await world.close();
});

const CHAT_URL = '/v1/chat/completions';
const lineOf = (customId: string, more: object = {}, body: object = {}) =>
  JSON.stringify({
    custom_id: customId,
    method: 'POST',
    url: CHAT_URL,
    body: { model: MODEL, messages: [{ role: 'user', content: `question ${customId}` }], max_tokens: 20, ...body },
    ...more,
  });
const linesOf = (count: number) => Array.from({ length: count }, (_, at) => lineOf(`c${at}`));

async function upload(lines: readonly string[], name = 'lines.jsonl') {
  return openai.files.create({ file: await toFile(Buffer.from(lines.join('\n')), name), purpose: 'batch' });
}
async function createBatch(lines: readonly string[], more: { metadata?: Record<string, string> } = {}) {
  const { id } = await upload(lines);
  return openai.batches.create({ input_file_id: id, endpoint: CHAT_URL, completion_window: '24h', ...more });
}
type Batch = Awaited<ReturnType<typeof openai.batches.retrieve>> & { spindle?: { waiting_for: string | null } };
async function until(id: string, status: Batch['status'], client = openai): Promise<Batch> {
  await expect.poll(async () => (await client.batches.retrieve(id)).status, { timeout: 20_000 }).toBe(status);
  return client.batches.retrieve(id);
}
async function results(fileId: string | null | undefined): Promise<ResultLine[]> {
  if (!fileId) return [];
  const text = await (await openai.files.content(fileId)).text();
  expect(Buffer.byteLength(text)).toBe((await openai.files.retrieve(fileId)).bytes);
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}
interface ResultLine {
  custom_id: string;
  response: {
    status_code: number;
    request_id: string;
    body: { choices: { message: { content: string } }[]; error?: { code: string } };
  } | null;
  error: { code: string; message: string } | null;
}
const faultOf = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => null,
    (it: unknown) => it,
  );
  if (!(error instanceof APIError)) throw error ?? new Error('it was not refused');
  return { status: error.status, code: error.code, param: error.param };
};
const rows = async () => {
  const page = await usageOf(world, { accountId }, { limit: 100 });
  return page.ok ? page.value.items : [];
};
const caller = async (): Promise<Caller> => {
  const { rows: found } = await world.db.pool.query('SELECT id FROM api_key WHERE key_hash = $1', [keyHashOf(key)]);
  return { accountId, apiKeyId: found[0].id, apiKeyText: key };
};
const passLease = () => world.clock.set(world.clock.nowMs() + 121_000);

describe('files', () => {
  it('are stored, listed, read back byte for byte, and deleted', async () => {
    const content = Buffer.from(Array.from({ length: 700_000 }, (_, at) => (at * 7919) % 256));
    const made = await openai.files.create({ file: await toFile(content, 'naïve.jsonl'), purpose: 'batch' });
    expect(made).toMatchObject({ object: 'file', bytes: 700_000, filename: 'naïve.jsonl', purpose: 'batch' });
    expect(await openai.files.retrieve(made.id)).toEqual(made);
    expect((await openai.files.list()).data).toEqual([made]);
    expect(Buffer.from(await (await openai.files.content(made.id)).arrayBuffer()).equals(content)).toBe(true);
    expect(await openai.files.delete(made.id)).toEqual({ id: made.id, object: 'file', deleted: true });
    expect((await openai.files.list()).data).toEqual([]);
    const { rows: left } = await world.db.pool.query('SELECT 1 FROM batch_file_part WHERE account_id = $1', [
      accountId,
    ]);
    expect(left).toEqual([]);
  });

  it('come page by page, newest first', async () => {
    const made = [];
    for (const name of ['a', 'b', 'c']) {
      world.clock.set(world.clock.nowMs() + 1_000);
      made.unshift((await upload(['{}'], name)).id);
    }
    const first = await openai.files.list({ limit: 2 });
    expect(first.data.map(({ id }) => id)).toEqual(made.slice(0, 2));
    expect(first.has_more).toBe(true);
    expect((await first.getNextPage()).data.map(({ id }) => id)).toEqual(made.slice(2));
  });

  it('are refused when too large, of another purpose, or none, and leave nothing', async () => {
    const file = (bytes: number) => toFile(Buffer.alloc(bytes, 'x'), 'x.jsonl');
    expect(await faultOf(openai.files.create({ file: await file(3 * 2 ** 20), purpose: 'batch' }))).toMatchObject({
      status: 413,
      code: 'too_large',
    });
    expect(await faultOf(openai.files.create({ file: await file(10), purpose: 'fine-tune' }))).toMatchObject({
      status: 400,
      param: 'purpose',
    });
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
    const none = await fetch(`${world.url}/v1/files`, { method: 'POST', headers, body: '{}' });
    expect([none.status, (await none.json()).error.param]).toEqual([400, 'file']);
    for (let stored = 0; stored < 4; stored++)
      await openai.files.create({ file: await file(2 ** 20 - 10), purpose: 'batch' });
    expect(await faultOf(openai.files.create({ file: await file(100), purpose: 'batch' }))).toMatchObject({
      code: 'file_quota',
    });
    const { rows: stored } = await world.db.pool.query('SELECT state FROM batch_file WHERE account_id = $1', [
      accountId,
    ]);
    expect(stored).toHaveLength(4);
  });

  it('are their key’s alone, and locked for a secret that came later', async () => {
    const { id } = await upload(linesOf(1));
    const actor = world.actor(accountId);
    const other = await createApiKey(world.people, actor, { name: 'other' });
    if (!other.ok) throw new Error('no key');
    expect(await faultOf(world.openai(other.value.key).files.retrieve(id))).toMatchObject({
      status: 404,
      code: 'not_found',
    });
    expect((await world.openai(other.value.key).files.list()).data).toEqual([]);
    const { apiKeyId } = await caller();
    const rotated = await rotateApiKey(world.people, actor, { id: apiKeyId, graceMs: 3_600_000 });
    if (!rotated.ok) throw new Error('not rotated');
    expect(await faultOf(world.openai(rotated.value.key).files.content(id))).toMatchObject({
      status: 403,
      code: 'file_locked',
    });
    expect(await openai.files.retrieve(id)).toMatchObject({ id });
  });
});

describe('a batch', () => {
  it('answers every line, in the order of the file, on idle machines, charged to its key', async () => {
    const made = await createBatch(linesOf(7), { metadata: { run: 'one' } });
    expect(made).toMatchObject({
      object: 'batch',
      endpoint: CHAT_URL,
      completion_window: '24h',
      metadata: { run: 'one' },
    });
    const done = await until(made.id, 'completed');
    expect(done.request_counts).toEqual({ total: 7, completed: 7, failed: 0 });
    expect(done.error_file_id).toBeNull();
    const answers = await results(done.output_file_id);
    expect(answers.map(({ custom_id }) => custom_id)).toEqual(['c0', 'c1', 'c2', 'c3', 'c4', 'c5', 'c6']);
    expect(answers[0]).toMatchObject({
      response: {
        status_code: 200,
        body: { object: 'chat.completion', choices: [{ message: { content: 'Hello from Spindle' } }] },
      },
      error: null,
    });
    const used = await rows();
    expect(used).toHaveLength(7);
    expect(new Set(used.map(({ serviceClass }) => serviceClass))).toEqual(new Set(['batch']));
    expect(used.map(({ jobId }) => jobId).sort()).toEqual(answers.map((it) => it.response?.request_id).sort());
    expect((await openai.files.list({ purpose: 'batch_output' })).data.map(({ id }) => id)).toEqual([
      done.output_file_id,
    ]);
    expect((await openai.batches.list()).data).toEqual([done]);
    await openai.files.delete(done.output_file_id ?? '');
    expect((await openai.batches.retrieve(made.id)).output_file_id).toBeNull();
  });

  it('puts refused lines into the error file, with what the endpoint would have said', async () => {
    const made = await createBatch([
      lineOf('good'),
      lineOf('unknown', {}, { model: 'nobody' }),
      lineOf('bad', {}, { n: 'x' }),
    ]);
    const done = await until(made.id, 'completed');
    expect(done.request_counts).toEqual({ total: 3, completed: 1, failed: 2 });
    expect(
      (await results(done.error_file_id)).map((it) => [
        it.custom_id,
        it.response?.status_code,
        it.response?.body.error?.code,
      ]),
    ).toEqual([
      ['unknown', 404, 'model_unknown'],
      ['bad', 400, 'parameter_unsupported'],
    ]);
    expect(await results(done.output_file_id)).toHaveLength(1);
    expect(await rows()).toHaveLength(1);
  });

  it('is refused as a whole when lines are wrong, each by its number', async () => {
    const made = await createBatch([
      lineOf('a'),
      'no json',
      lineOf('a'),
      '',
      lineOf('b', { url: '/v1/embeddings' }),
      lineOf('c', { method: 'GET' }),
      lineOf('d', {}, { stream: true }),
      JSON.stringify({ custom_id: 'e' }),
      '[]',
    ]);
    const failed = await until(made.id, 'failed');
    expect(failed.errors?.data?.map(({ code, line, param }) => [line, code, param])).toEqual([
      [2, 'batch_line_json', null],
      [3, 'batch_line_duplicate', null],
      [5, 'batch_line_field', 'url'],
      [6, 'batch_line_field', 'method'],
      [7, 'batch_line_field', 'body.stream'],
      [8, 'batch_line_field', 'method'],
      [9, 'batch_line_json', null],
    ]);
    const empty = await until((await createBatch(['', ' '])).id, 'failed');
    expect(empty.errors?.data).toMatchObject([{ code: 'batch_file_empty', line: null }]);
    const long = await until((await createBatch(linesOf(501))).id, 'failed');
    expect(long.errors?.data).toMatchObject([{ code: 'batch_too_many_lines' }]);
    expect(await rows()).toEqual([]);
  });

  it('is refused for a file, endpoint, window or parameter that is none', async () => {
    const { id } = await upload(linesOf(1));
    const good = { input_file_id: id, endpoint: CHAT_URL, completion_window: '24h' } as const;
    const refused = (more: object) => faultOf(openai.batches.create({ ...good, ...more }));
    expect(await refused({ input_file_id: 'file-none' })).toMatchObject({ status: 404, code: 'not_found' });
    expect(await refused({ endpoint: '/v1/images' })).toMatchObject({ code: 'invalid_input', param: 'endpoint' });
    expect(await refused({ completion_window: 'soon' })).toMatchObject({ param: 'completion_window' });
    expect(await refused({ completion_window: '999h' })).toMatchObject({ param: 'completion_window' });
    expect(await refused({ priority: 1 })).toMatchObject({ code: 'parameter_unsupported', param: 'priority' });
    expect(await faultOf(openai.batches.retrieve('batch_none'))).toMatchObject({ status: 404 });
  });

  it('made twice under one Idempotency-Key is one batch', async () => {
    const { id } = await upload(linesOf(2));
    const make = () =>
      openai.batches.create(
        { input_file_id: id, endpoint: CHAT_URL, completion_window: '24h' },
        { headers: { 'idempotency-key': 'the-batch' } },
      );
    expect((await make()).id).toBe((await make()).id);
    expect((await openai.batches.list()).data).toHaveLength(1);
  });

  it('waits while no machine is idle, and says so; its file cannot be deleted meanwhile', async () => {
    machine.presence.busy = 3;
    const made = await createBatch(linesOf(3));
    const waiting = async (): Promise<Batch> => openai.batches.retrieve(made.id);
    await expect.poll(async () => (await waiting()).spindle?.waiting_for, { timeout: 10_000 }).toBe('idle_capacity');
    expect(await faultOf(openai.files.delete(made.input_file_id))).toMatchObject({ status: 409, code: 'file_in_use' });
    expect(await rows()).toEqual([]);
    machine.presence.busy = 0;
    expect((await until(made.id, 'completed')).request_counts?.completed).toBe(3);
  });

  it('waits for money, and spends no more than its key may', async () => {
    const { rows: found } = await world.db.pool.query('SELECT id FROM api_key WHERE key_hash = $1', [keyHashOf(key)]);
    await world.db.pool.query('UPDATE api_key SET cap_nano = 100000 WHERE id = $1', [found[0].id]);
    const made = await createBatch(linesOf(40));
    await expect
      .poll(async () => ((await openai.batches.retrieve(made.id)) as Batch).spindle?.waiting_for, { timeout: 10_000 })
      .toBe('funds');
    const spent = (await rows()).reduce((sum, { costNano }) => sum + costNano, 0n);
    expect(spent).toBeLessThanOrEqual(100_000n);
    await openai.batches.cancel(made.id);
    const ended = await until(made.id, 'cancelled');
    expect(ended.request_counts?.completed).toBeGreaterThan(0);
    expect(await results(ended.output_file_id)).toHaveLength(ended.request_counts?.completed ?? -1);
    expect(await results(ended.error_file_id)).toHaveLength(ended.request_counts?.failed ?? -1);
  });

  it('that is cancelled keeps what is done, and says of each other line that it was not asked', async () => {
    machine.behaviour = { pauseMs: 30 };
    const made = await createBatch(linesOf(30));
    await expect
      .poll(async () => (await openai.batches.retrieve(made.id)).request_counts?.completed)
      .toBeGreaterThan(2);
    await openai.batches.cancel(made.id);
    const ended = await until(made.id, 'cancelled');
    const [answers, errors] = [await results(ended.output_file_id), await results(ended.error_file_id)];
    expect(answers.length + errors.length).toBe(30);
    expect(new Set(errors.map(({ error }) => error?.code))).toEqual(new Set(['batch_cancelled']));
    expect(new Set([...answers, ...errors].map(({ custom_id }) => custom_id)).size).toBe(30);
    expect(await rows()).toHaveLength(answers.length);
    expect((await openai.batches.cancel(made.id)).status).toBe('cancelled');
  });

  it('whose window ends keeps what is done; the rest expires', async () => {
    machine.behaviour = { pauseMs: 30 };
    const made = await createBatch(linesOf(30));
    await expect
      .poll(async () => (await openai.batches.retrieve(made.id)).request_counts?.completed)
      .toBeGreaterThan(2);
    world.clock.set(world.clock.nowMs() + 24 * 3600_000);
    const ended = await until(made.id, 'expired');
    const [answers, errors] = [await results(ended.output_file_id), await results(ended.error_file_id)];
    expect(answers.length).toBe(ended.request_counts?.completed);
    expect(answers.length + errors.length).toBe(30);
    expect(new Set(errors.map(({ error }) => error?.code))).toEqual(new Set(['batch_expired']));
  });

  it('of a key that was revoked stops, with the reason', async () => {
    machine.presence.busy = 4;
    const made = await createBatch(linesOf(5));
    await expect.poll(async () => (await openai.batches.retrieve(made.id)).status).toBe('in_progress');
    const other = await createApiKey(world.people, world.actor(accountId), { name: 'other' });
    if (!other.ok) throw new Error('no key');
    const { apiKeyId } = await caller();
    await world.db.pool.query('UPDATE api_key SET revoked_at = now() WHERE id = $1', [apiKeyId]);
    world.people.actors.keys.clear();
    const stopped = await until(made.id, 'failed', world.openai(other.value.key));
    expect(stopped.errors?.data).toMatchObject([{ code: 'batch_key_ended' }]);
    expect(stopped.request_counts).toEqual({ total: 5, completed: 0, failed: 5 });
    expect(stopped.metadata).toBeNull();
  });
});

describe('a broker that stops', () => {
  const another = (more: Partial<BatchesDeps> = {}) => createBatches({ ...world.batchesDeps, ...more });
  const begin = async (broker: ReturnType<typeof createBatches>, count: number) => {
    const who = await caller();
    const { id } = await upload(linesOf(count));
    const made = await broker.create(who, {
      inputFileId: id,
      endpoint: CHAT_URL,
      windowSeconds: 3_600,
      metadata: null,
    });
    if (!made.ok) throw new Error(made.fault.code);
    return made.value.id;
  };
  const countsIn = async (broker: ReturnType<typeof createBatches>, id: string) => {
    const found = await broker.find(await caller(), id);
    return found.ok ? found.value.counts : null;
  };

  it('leaves a batch that waits for its owner’s next call, and then goes on with the lines not done', async () => {
    machine.behaviour = { pauseMs: 20 };
    const first = another();
    const id = await begin(first, 24);
    await expect.poll(async () => (await countsIn(first, id))?.answered).toBeGreaterThan(3);
    await first.stop();
    const other = await createApiKey(world.people, world.actor(accountId), { name: 'other' });
    if (!other.ok) throw new Error('no key');
    const seen = (await world.openai(other.value.key).batches.retrieve(id)) as Batch;
    expect(seen).toMatchObject({ status: 'in_progress', spindle: { waiting_for: 'owner_poll' } });
    expect(world.batches.running).toBe(0);
    const polled = (await openai.batches.retrieve(id)) as Batch;
    expect(polled.spindle?.waiting_for).toBeNull();
    const done = await until(id, 'completed');
    expect(await results(done.output_file_id)).toHaveLength(24);
    expect(await rows()).toHaveLength(24);
    expect(machine.asked).toHaveLength(24);
  });

  it('or dies in the middle of lines: another runs them again, and no line is charged twice', async () => {
    let deaths = 0;
    const dead = another({
      // Dies with the job written and before the machine is asked; every other time right after it was charged.
      carryOut: async (actor, request, onJob) => {
        if (deaths++ % 2 === 0) await onJob(randomUUID());
        else await world.batchesDeps.carryOut(actor, request, onJob);
        return new Promise(() => {});
      },
    });
    const id = await begin(dead, 4);
    await expect.poll(async () => (await rows()).length).toBe(2);
    const charged = 2;
    passLease();
    const done = await until(id, 'completed');
    expect(done.request_counts).toEqual({ total: 4, completed: 4 - charged, failed: charged });
    expect(new Set((await results(done.error_file_id)).map(({ error }) => error?.code))).toEqual(
      new Set(['batch_answer_lost']),
    );
    expect(await results(done.output_file_id)).toHaveLength(4 - charged);
    expect(await rows()).toHaveLength(4);
  });

  it('shares a batch with others: each line is answered once', async () => {
    machine.behaviour = { pauseMs: 5 };
    const brokers = [another(), another(), another()];
    const [one] = brokers;
    if (!one) throw new Error('no broker');
    const id = await begin(one, 40);
    const who = await caller();
    await Promise.all(brokers.map((broker) => broker.find(who, id)));
    const done = await until(id, 'completed');
    await Promise.all(brokers.map((broker) => broker.stop()));
    expect(await results(done.output_file_id)).toHaveLength(40);
    expect(await rows()).toHaveLength(40);
  });

  it('and never comes back: clockwork ends the batch when its window has ended, and drops it when it is old', async () => {
    machine.presence.busy = 4;
    const first = another();
    const id = await begin(first, 3);
    await expect.poll(async () => (await countsIn(first, id))?.total).toBe(3);
    await first.stop();
    world.clock.set(world.clock.nowMs() + 3_600_000);
    await world.batches.dropExpired();
    const ended = await openai.batches.retrieve(id);
    expect(ended).toMatchObject({ status: 'expired', request_counts: { total: 3, completed: 0, failed: 3 } });
    expect((await results(ended.error_file_id)).map(({ custom_id }) => custom_id)).toEqual(['c0', 'c1', 'c2']);
    world.clock.set(world.clock.nowMs() + 31 * 86_400_000);
    await world.batches.dropExpired();
    for (const table of ['batch', 'batch_line', 'batch_file', 'batch_file_part']) {
      const { rows: left } = await world.db.pool.query(`SELECT 1 FROM ${table} WHERE account_id = $1`, [accountId]);
      expect(left).toEqual([]);
    }
  });
});

it('nothing in the whole database tells what a batch holds: names, questions, ids, answers, metadata', async () => {
  machine.behaviour = { words: ['canary-answer'] };
  const { id: fileId } = await upload(
    [lineOf('canary-id', {}, { messages: [{ role: 'user', content: 'canary-question' }] })],
    'canary-name',
  );
  const made = await openai.batches.create({
    ...{ input_file_id: fileId, endpoint: CHAT_URL, completion_window: '24h' },
    metadata: { 'canary-word': 'canary-value' },
  });
  const done = await until(made.id, 'completed');
  expect(JSON.stringify(await results(done.output_file_id))).toContain('canary-answer');
  const bad = await until((await createBatch(['canary-line', lineOf('canary-x', { url: 'canary-url' })])).id, 'failed');
  expect(JSON.stringify(bad.errors)).not.toContain('canary');
  const everything = await dumpDatabase(world.db);
  expect(everything).toContain(accountId);
  expect(everything).not.toContain('canary');
  expect(everything).not.toContain(key);
  expect(JSON.stringify(world.logged)).not.toContain('canary');
});
