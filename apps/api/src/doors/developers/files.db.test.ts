import { toFile } from 'openai';
import { describe, expect, it } from 'vitest';
import { createApiKey, rotateApiKey } from '../../modules/accounts/index.ts';
import { linesOf, useBatches } from '../testing/use-batches.ts';
import { refusalOf, useDoorWorld } from '../testing/use-door-world.ts';

const door = useDoorWorld({ firstTokenMs: 2_000, idleMs: 2_000 });
const batches = useBatches(door);

describe('files', () => {
  it('are stored, listed, read back byte for byte, and deleted', async () => {
    const content = Buffer.from(Array.from({ length: 700_000 }, (_, at) => (at * 7919) % 256));
    const made = await door.openai.files.create({ file: await toFile(content, 'naïve.jsonl'), purpose: 'batch' });
    expect(made).toMatchObject({ object: 'file', bytes: 700_000, filename: 'naïve.jsonl', purpose: 'batch' });
    expect(await door.openai.files.retrieve(made.id)).toEqual(made);
    expect((await door.openai.files.list()).data).toEqual([made]);
    expect(Buffer.from(await (await door.openai.files.content(made.id)).arrayBuffer()).equals(content)).toBe(true);
    expect(await door.openai.files.delete(made.id)).toEqual({ id: made.id, object: 'file', deleted: true });
    expect((await door.openai.files.list()).data).toEqual([]);
    const { rows: left } = await door.world.db.pool.query('SELECT 1 FROM batch_file_part WHERE account_id = $1', [
      door.accountId,
    ]);
    expect(left).toEqual([]);
  });

  it('come page by page, newest first', async () => {
    const made = [];
    for (const name of ['a', 'b', 'c']) {
      door.world.clock.set(door.world.clock.nowMs() + 1_000);
      made.unshift((await batches.upload(['{}'], name)).id);
    }
    const first = await door.openai.files.list({ limit: 2 });
    expect(first.data.map(({ id }) => id)).toEqual(made.slice(0, 2));
    expect(first.has_more).toBe(true);
    expect((await first.getNextPage()).data.map(({ id }) => id)).toEqual(made.slice(2));
  });

  it('are refused when too large, of another purpose, or none, and leave nothing', async () => {
    const file = (bytes: number) => toFile(Buffer.alloc(bytes, 'x'), 'x.jsonl');
    expect(
      await refusalOf(door.openai.files.create({ file: await file(3 * 2 ** 20), purpose: 'batch' })),
    ).toMatchObject({
      status: 413,
      code: 'too_large',
    });
    expect(await refusalOf(door.openai.files.create({ file: await file(10), purpose: 'fine-tune' }))).toMatchObject({
      status: 400,
      param: 'purpose',
    });
    const headers = { authorization: `Bearer ${door.key}`, 'content-type': 'application/json' };
    const none = await fetch(`${door.world.url}/v1/files`, { method: 'POST', headers, body: '{}' });
    expect([none.status, (await none.json()).error.param]).toEqual([400, 'file']);
    for (let stored = 0; stored < 4; stored++)
      await door.openai.files.create({ file: await file(2 ** 20 - 10), purpose: 'batch' });
    expect(await refusalOf(door.openai.files.create({ file: await file(100), purpose: 'batch' }))).toMatchObject({
      code: 'file_quota',
    });
    const { rows: stored } = await door.world.db.pool.query('SELECT state FROM batch_file WHERE account_id = $1', [
      door.accountId,
    ]);
    expect(stored).toHaveLength(4);
  });

  it('are their key’s alone, and locked for a secret that came later', async () => {
    const { id } = await batches.upload(linesOf(1));
    const actor = door.world.actor(door.accountId);
    const other = await createApiKey(door.world.people, actor, { name: 'other' });
    if (!other.ok) throw new Error('no key');
    expect(await refusalOf(door.world.openai(other.value.key).files.retrieve(id))).toMatchObject({
      status: 404,
      code: 'not_found',
    });
    expect((await door.world.openai(other.value.key).files.list()).data).toEqual([]);
    const { apiKeyId } = await batches.caller();
    const rotated = await rotateApiKey(door.world.people, actor, { id: apiKeyId, graceMs: 3_600_000 });
    if (!rotated.ok) throw new Error('not rotated');
    expect(await refusalOf(door.world.openai(rotated.value.key).files.content(id))).toMatchObject({
      status: 403,
      code: 'file_locked',
    });
    expect(await door.openai.files.retrieve(id)).toMatchObject({ id });
  });
});
