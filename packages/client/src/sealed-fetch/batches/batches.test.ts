import { nodePrimitives } from '@spindle/sealed/node';
import { NOW_MS } from '@spindle/sealed/testing';
import OpenAI, { toFile } from 'openai';
import { describe, expect, it } from 'vitest';
import { createClient, createSealedFetch } from '../../index.ts';
import { createEdge, type Edge, type EdgeOptions } from '../../testing/index.ts';
import { faultOnly, refuse } from '../respond.ts';
import { BatchDesk } from './batch-desk.ts';
import type { BatchObject, FileObject } from './shapes.ts';

/** Ours must be readable as theirs. */
const asTheirs = (own: BatchObject): Pick<OpenAI.Batch, 'id' | 'status' | 'endpoint' | 'input_file_id'> => own;
const asTheirFile = (own: FileObject): Pick<OpenAI.FileObject, 'id' | 'bytes' | 'purpose' | 'status'> => own;

function setup(options: EdgeOptions = {}) {
  const edge = createEdge(options);
  const fetch = createSealedFetch({ transport: edge, now: () => NOW_MS, primitives: nodePrimitives });
  return { edge, openai: openaiOf(fetch) };
}
const openaiOf = (fetch: OpenAI['fetchWithTimeout'] | typeof globalThis.fetch) =>
  new OpenAI({
    apiKey: 'unused',
    baseURL: 'https://spindle.local/v1',
    fetch: fetch as typeof globalThis.fetch,
    maxRetries: 0,
  });

/** A desk whose pauses are short. */
function desk(options: EdgeOptions, concurrency = 2) {
  const edge = createEdge(options);
  const client = createClient({ transport: edge, now: () => NOW_MS, primitives: nodePrimitives });
  const batches = new BatchDesk(client, { concurrency, pauseMs: 1 });
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    const answer = batches.answer(request, new URL(request.url).pathname);
    return (await answer.catch((error: unknown) => refuse(faultOnly(error).fault))) ?? Response.error();
  };
  return { edge, openai: openaiOf(fetch) };
}

const line = (custom_id: string, more: object = {}) => ({
  custom_id,
  method: 'POST',
  url: '/v1/chat/completions',
  body: { model: 'tiny', messages: [{ role: 'user', content: `secret ${custom_id}` }], ...more },
});

async function upload(openai: OpenAI, lines: readonly unknown[]): Promise<string> {
  const text = lines.map((it) => (typeof it === 'string' ? it : JSON.stringify(it))).join('\n');
  const file = await openai.files.create({ file: await toFile(Buffer.from(text), 'in.jsonl'), purpose: 'batch' });
  return file.id;
}
const begin = (openai: OpenAI, input_file_id: string) =>
  openai.batches.create({
    input_file_id,
    endpoint: '/v1/chat/completions',
    completion_window: '24h',
    metadata: { a: 'b' },
  });

async function ended(openai: OpenAI, id: string): Promise<OpenAI.Batch> {
  await expect
    .poll(
      async () => (await openai.batches.retrieve(id)).completed_at ?? (await openai.batches.retrieve(id)).cancelled_at,
    )
    .toBeTruthy();
  return openai.batches.retrieve(id);
}

async function linesOf(openai: OpenAI, fileId: string | null | undefined) {
  if (!fileId) return [];
  const text = await (await openai.files.content(fileId)).text();
  return text
    .split('\n')
    .filter(Boolean)
    .map((it) => JSON.parse(it));
}

const readable = (edge: Edge) => Buffer.concat(edge.relayed).toString('latin1');

describe('a batch under the official client', () => {
  it('is asked line by line, each sealed for itself, on idle capacity', async () => {
    const { edge, openai } = setup();
    const fileId = await upload(openai, [line('one'), '', line('two', { temperature: 0 }), line('three')]);
    const batch = await begin(openai, fileId);
    expect(batch).toMatchObject({
      object: 'batch',
      status: 'in_progress',
      metadata: { a: 'b' },
      input_file_id: fileId,
    });
    const done = await ended(openai, batch.id);
    expect(done).toMatchObject({
      status: 'completed',
      request_counts: { total: 3, completed: 3, failed: 0 },
      errors: null,
    });
    const lines = await linesOf(openai, done.output_file_id);
    expect(
      lines.map(({ custom_id, response }) => [
        custom_id,
        response.status_code,
        response.body.choices[0].message.content,
      ]),
    ).toEqual(['one', 'two', 'three'].map((name) => [name, 200, 'Hello, you']));
    expect(new Set(lines.map(({ id }) => id)).size).toBe(3);
    expect(done.error_file_id).toBeNull();
    expect(edge.quoted.every(({ serviceClass }) => serviceClass === 'batch')).toBe(true);
    expect(JSON.stringify(edge.asked)).toContain('secret two');
    expect(readable(edge) + JSON.stringify(edge.quoted)).not.toContain('secret');
    expect([asTheirs, asTheirFile]).toHaveLength(2);
  });

  it('tells what is wrong with its lines, each by its number, before it asks anything', async () => {
    const { edge, openai } = setup();
    const wrong = [line('one'), '{', line('one'), { ...line('x'), url: '/v1/embeddings' }, line('y', { stream: true })];
    const batch = await begin(openai, await upload(openai, wrong));
    expect(batch.status).toBe('failed');
    expect(batch.errors?.data?.map(({ code, line: at }) => [at, code])).toEqual([
      [2, 'batch_line_json'],
      [3, 'batch_line_duplicate'],
      [4, 'batch_line_field'],
      [5, 'batch_line_field'],
    ]);
    expect(edge.quoted).toEqual([]);
    expect((await begin(openai, await upload(openai, ['']))).errors?.data?.[0]?.code).toBe('batch_file_empty');
  });

  it('goes on past a line that is refused, which stands in the error file', async () => {
    const { openai } = setup();
    const batch = await begin(openai, await upload(openai, [line('bad', { n: 99 }), line('good')]));
    const done = await ended(openai, batch.id);
    expect(done).toMatchObject({ status: 'completed', request_counts: { total: 2, completed: 1, failed: 1 } });
    const [failed] = await linesOf(openai, done.error_file_id);
    expect(failed).toMatchObject({
      custom_id: 'bad',
      response: { status_code: 400, body: { error: { code: 'parameter_unsupported', param: 'n' } } },
    });
    expect((await linesOf(openai, done.output_file_id)).map(({ custom_id }) => custom_id)).toEqual(['good']);
  });

  it('waits while no machine is idle, and tries a machine’s fault again, but not for ever', async () => {
    const busy = { code: 'node_busy' } as const;
    const damaged = { code: 'answer_damaged' } as const;
    const { edge, openai } = desk({ refuse: [busy, busy, busy, busy, damaged, damaged] }, 1);
    const done = await ended(openai, (await begin(openai, await upload(openai, [line('one')]))).id);
    expect(done.request_counts).toEqual({ total: 1, completed: 1, failed: 0 });
    expect(edge.quoted).toHaveLength(7);
    const broken = desk({ refuse: damaged }, 1);
    const failed = await ended(
      broken.openai,
      (await begin(broken.openai, await upload(broken.openai, [line('one')]))).id,
    );
    expect(failed.request_counts).toEqual({ total: 1, completed: 0, failed: 1 });
    expect(broken.edge.quoted).toHaveLength(3);
  });

  it('shows what is done while it works, and what is not when it is cancelled', async () => {
    let left = 2;
    const busy = { code: 'node_busy' } as const;
    const { openai, edge } = desk({}, 1);
    const relay = edge.relay;
    edge.relay = (body, signal) => {
      if (left-- > 0) return relay(body, signal);
      throw Object.assign(new TypeError('fetch failed'), { cause: busy });
    };
    const batch = await begin(
      openai,
      await upload(
        openai,
        ['a', 'b', 'c', 'd'].map((name) => line(name)),
      ),
    );
    await expect.poll(async () => (await openai.batches.retrieve(batch.id)).request_counts?.completed).toBe(2);
    const running = await openai.batches.retrieve(batch.id);
    expect(running).toMatchObject({ status: 'in_progress', spindle: { waiting_for: 'idle_capacity' } });
    expect(await linesOf(openai, running.output_file_id)).toHaveLength(2);
    await expect(openai.files.delete(running.input_file_id)).rejects.toMatchObject({
      status: 409,
      code: 'file_in_use',
    });
    expect((await openai.batches.cancel(batch.id)).status).toBe('cancelling');
    const done = await ended(openai, batch.id);
    expect(done).toMatchObject({ status: 'cancelled', request_counts: { total: 4, completed: 2, failed: 2 } });
    expect((await linesOf(openai, done.error_file_id)).map(({ error }) => error.code)).toEqual([
      'batch_cancelled',
      'batch_cancelled',
    ]);
    expect(await openai.files.delete(done.input_file_id)).toMatchObject({ deleted: true });
  });

  it('is listed with its files, page by page, and refuses what it does not know', async () => {
    const { openai } = setup();
    const fileId = await upload(openai, [line('one')]);
    const ids = [];
    for (let at = 0; at < 3; at++) ids.push((await begin(openai, fileId)).id);
    const listed = [];
    for await (const batch of openai.batches.list({ limit: 2 })) listed.push(batch.id);
    expect(listed).toEqual(ids.toReversed());
    const files = [];
    for await (const file of openai.files.list()) files.push(file.filename);
    expect(files).toContain('in.jsonl');
    await expect(openai.batches.retrieve('batch_x')).rejects.toMatchObject({ status: 404, code: 'not_found' });
    await expect(openai.files.content('file-x')).rejects.toMatchObject({ status: 404 });
    await expect(
      openai.files.create({ file: await toFile(Buffer.from('x'), 'x'), purpose: 'fine-tune' }),
    ).rejects.toMatchObject({ code: 'parameter_unsupported', param: 'purpose' });
    const nowhere = { input_file_id: fileId, endpoint: '/v1/responses', completion_window: '24h' } as const;
    await expect(openai.batches.create(nowhere)).rejects.toMatchObject({ param: 'endpoint' });
  });
});
