import { describe, expect, it } from 'vitest';
import { createApiKey, keyHashOf } from '../../modules/accounts/index.ts';
import { type Batch, linesOf, useBatches } from '../testing/use-batches.ts';
import { refusalOf, useDoorWorld } from '../testing/use-door-world.ts';

const door = useDoorWorld({ firstTokenMs: 2_000, idleMs: 2_000 });
const batches = useBatches(door);

describe('a batch', () => {
  it('waits while no machine is idle, and says so; its file cannot be deleted meanwhile', async () => {
    door.machine.presence.busy = 3;
    const made = await batches.createBatch(linesOf(3));
    const waiting = async (): Promise<Batch> => door.openai.batches.retrieve(made.id);
    await expect.poll(async () => (await waiting()).spindle?.waiting_for, { timeout: 10_000 }).toBe('idle_capacity');
    expect(await refusalOf(door.openai.files.delete(made.input_file_id))).toMatchObject({
      status: 409,
      code: 'file_in_use',
    });
    expect(await door.usage()).toEqual([]);
    door.machine.presence.busy = 0;
    expect((await batches.until(made.id, 'completed')).request_counts?.completed).toBe(3);
  });

  it('waits for money, and spends no more than its key may', async () => {
    const { rows: found } = await door.world.db.pool.query('SELECT id FROM api_key WHERE key_hash = $1', [
      keyHashOf(door.key),
    ]);
    await door.world.db.pool.query('UPDATE api_key SET cap_nano = 100000 WHERE id = $1', [found[0].id]);
    const made = await batches.createBatch(linesOf(40));
    await expect
      .poll(async () => ((await door.openai.batches.retrieve(made.id)) as Batch).spindle?.waiting_for, {
        timeout: 10_000,
      })
      .toBe('funds');
    const spent = (await door.usage()).reduce((sum, { costNano }) => sum + costNano, 0n);
    expect(spent).toBeLessThanOrEqual(100_000n);
    await door.openai.batches.cancel(made.id);
    const ended = await batches.until(made.id, 'cancelled');
    expect(ended.request_counts?.completed).toBeGreaterThan(0);
    expect(await batches.results(ended.output_file_id)).toHaveLength(ended.request_counts?.completed ?? -1);
    expect(await batches.results(ended.error_file_id)).toHaveLength(ended.request_counts?.failed ?? -1);
  });

  it('that is cancelled keeps what is done, and says of each other line that it was not asked', async () => {
    door.machine.behaviour = { pauseMs: 30 };
    const made = await batches.createBatch(linesOf(30));
    await expect
      .poll(async () => (await door.openai.batches.retrieve(made.id)).request_counts?.completed)
      .toBeGreaterThan(2);
    await door.openai.batches.cancel(made.id);
    const ended = await batches.until(made.id, 'cancelled');
    const [answers, errors] = [await batches.results(ended.output_file_id), await batches.results(ended.error_file_id)];
    expect(answers.length + errors.length).toBe(30);
    expect(new Set(errors.map(({ error }) => error?.code))).toEqual(new Set(['batch_cancelled']));
    expect(new Set([...answers, ...errors].map(({ custom_id }) => custom_id)).size).toBe(30);
    expect(await door.usage()).toHaveLength(answers.length);
    expect((await door.openai.batches.cancel(made.id)).status).toBe('cancelled');
  });

  it('whose window ends keeps what is done; the rest expires', async () => {
    door.machine.behaviour = { pauseMs: 30 };
    const made = await batches.createBatch(linesOf(30));
    await expect
      .poll(async () => (await door.openai.batches.retrieve(made.id)).request_counts?.completed)
      .toBeGreaterThan(2);
    door.world.clock.set(door.world.clock.nowMs() + 24 * 3600_000);
    const ended = await batches.until(made.id, 'expired');
    const [answers, errors] = [await batches.results(ended.output_file_id), await batches.results(ended.error_file_id)];
    expect(answers.length).toBe(ended.request_counts?.completed);
    expect(answers.length + errors.length).toBe(30);
    expect(new Set(errors.map(({ error }) => error?.code))).toEqual(new Set(['batch_expired']));
  });

  it('of a key that was revoked stops, with the reason', async () => {
    door.machine.presence.busy = 4;
    const made = await batches.createBatch(linesOf(5));
    await expect.poll(async () => (await door.openai.batches.retrieve(made.id)).status).toBe('in_progress');
    const other = await createApiKey(door.world.people, door.world.actor(door.accountId), { name: 'other' });
    if (!other.ok) throw new Error('no key');
    const { apiKeyId } = await batches.caller();
    await door.world.db.pool.query('UPDATE api_key SET revoked_at = now() WHERE id = $1', [apiKeyId]);
    door.world.people.actors.keys.clear();
    const stopped = await batches.until(made.id, 'failed', door.world.openai(other.value.key));
    expect(stopped.errors?.data).toMatchObject([{ code: 'batch_key_ended' }]);
    expect(stopped.request_counts).toEqual({ total: 5, completed: 0, failed: 5 });
    expect(stopped.metadata).toBeNull();
  });
});
