import { describe, expect, it } from 'vitest';
import { dumpDatabase } from '../testing/dump-database.ts';
import { CHAT_URL, lineOf, linesOf, useBatches } from '../testing/use-batches.ts';
import { refusalOf, useDoorWorld } from '../testing/use-door-world.ts';

const door = useDoorWorld({ firstTokenMs: 2_000, idleMs: 2_000 });
const batches = useBatches(door);

describe('a batch', () => {
  it('answers every line, in the order of the file, on idle machines, charged to its key', async () => {
    const made = await batches.createBatch(linesOf(7), { metadata: { run: 'one' } });
    expect(made).toMatchObject({
      object: 'batch',
      endpoint: CHAT_URL,
      completion_window: '24h',
      metadata: { run: 'one' },
    });
    const done = await batches.until(made.id, 'completed');
    expect(done.request_counts).toEqual({ total: 7, completed: 7, failed: 0 });
    expect(done.error_file_id).toBeNull();
    const answers = await batches.results(done.output_file_id);
    expect(answers.map(({ custom_id }) => custom_id)).toEqual(['c0', 'c1', 'c2', 'c3', 'c4', 'c5', 'c6']);
    expect(answers[0]).toMatchObject({
      response: {
        status_code: 200,
        body: { object: 'chat.completion', choices: [{ message: { content: 'Hello from Spindle' } }] },
      },
      error: null,
    });
    const used = await door.usage();
    expect(used).toHaveLength(7);
    expect(new Set(used.map(({ serviceClass }) => serviceClass))).toEqual(new Set(['batch']));
    expect(used.map(({ jobId }) => jobId).sort()).toEqual(answers.map((it) => it.response?.request_id).sort());
    expect((await door.openai.files.list({ purpose: 'batch_output' })).data.map(({ id }) => id)).toEqual([
      done.output_file_id,
    ]);
    expect((await door.openai.batches.list()).data).toEqual([done]);
    await door.openai.files.delete(done.output_file_id ?? '');
    expect((await door.openai.batches.retrieve(made.id)).output_file_id).toBeNull();
  });

  it('puts refused lines into the error file, with what the endpoint would have said', async () => {
    const made = await batches.createBatch([
      lineOf('good'),
      lineOf('unknown', {}, { model: 'nobody' }),
      lineOf('bad', {}, { n: 'x' }),
    ]);
    const done = await batches.until(made.id, 'completed');
    expect(done.request_counts).toEqual({ total: 3, completed: 1, failed: 2 });
    expect(
      (await batches.results(done.error_file_id)).map((it) => [
        it.custom_id,
        it.response?.status_code,
        it.response?.body.error?.code,
      ]),
    ).toEqual([
      ['unknown', 404, 'model_unknown'],
      ['bad', 400, 'parameter_unsupported'],
    ]);
    expect(await batches.results(done.output_file_id)).toHaveLength(1);
    expect(await door.usage()).toHaveLength(1);
  });

  it('is refused as a whole when lines are wrong, each by its number', async () => {
    const made = await batches.createBatch([
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
    const failed = await batches.until(made.id, 'failed');
    expect(failed.errors?.data?.map(({ code, line, param }) => [line, code, param])).toEqual([
      [2, 'batch_line_json', null],
      [3, 'batch_line_duplicate', null],
      [5, 'batch_line_field', 'url'],
      [6, 'batch_line_field', 'method'],
      [7, 'batch_line_field', 'body.stream'],
      [8, 'batch_line_field', 'method'],
      [9, 'batch_line_json', null],
    ]);
    const empty = await batches.until((await batches.createBatch(['', ' '])).id, 'failed');
    expect(empty.errors?.data).toMatchObject([{ code: 'batch_file_empty', line: null }]);
    const long = await batches.until((await batches.createBatch(linesOf(501))).id, 'failed');
    expect(long.errors?.data).toMatchObject([{ code: 'batch_too_many_lines' }]);
    expect(await door.usage()).toEqual([]);
  });

  it('is refused for a file, endpoint, window or parameter that is none', async () => {
    const { id } = await batches.upload(linesOf(1));
    const good = { input_file_id: id, endpoint: CHAT_URL, completion_window: '24h' } as const;
    const refused = (more: object) => refusalOf(door.openai.batches.create({ ...good, ...more }));
    expect(await refused({ input_file_id: 'file-none' })).toMatchObject({ status: 404, code: 'not_found' });
    expect(await refused({ endpoint: '/v1/images' })).toMatchObject({ code: 'invalid_input', param: 'endpoint' });
    expect(await refused({ completion_window: 'soon' })).toMatchObject({ param: 'completion_window' });
    expect(await refused({ completion_window: '999h' })).toMatchObject({ param: 'completion_window' });
    expect(await refused({ priority: 1 })).toMatchObject({ code: 'parameter_unsupported', param: 'priority' });
    expect(await refusalOf(door.openai.batches.retrieve('batch_none'))).toMatchObject({ status: 404 });
  });

  it('made twice under one Idempotency-Key is one batch', async () => {
    const { id } = await batches.upload(linesOf(2));
    const make = () =>
      door.openai.batches.create(
        { input_file_id: id, endpoint: CHAT_URL, completion_window: '24h' },
        { headers: { 'idempotency-key': 'the-batch' } },
      );
    expect((await make()).id).toBe((await make()).id);
    expect((await door.openai.batches.list()).data).toHaveLength(1);
  });
});

it('nothing in the whole database tells what a batch holds: names, questions, ids, answers, metadata', async () => {
  door.machine.behaviour = { words: ['canary-answer'] };
  const { id: fileId } = await batches.upload(
    [lineOf('canary-id', {}, { messages: [{ role: 'user', content: 'canary-question' }] })],
    'canary-name',
  );
  const made = await door.openai.batches.create({
    ...{ input_file_id: fileId, endpoint: CHAT_URL, completion_window: '24h' },
    metadata: { 'canary-word': 'canary-value' },
  });
  const done = await batches.until(made.id, 'completed');
  expect(JSON.stringify(await batches.results(done.output_file_id))).toContain('canary-answer');
  const bad = await batches.until(
    (await batches.createBatch(['canary-line', lineOf('canary-x', { url: 'canary-url' })])).id,
    'failed',
  );
  expect(JSON.stringify(bad.errors)).not.toContain('canary');
  const everything = await dumpDatabase(door.world.db);
  expect(everything).toContain(door.accountId);
  expect(everything).not.toContain('canary');
  expect(everything).not.toContain(door.key);
  expect(JSON.stringify(door.world.logged)).not.toContain('canary');
});
