import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createApiKey } from '../../modules/accounts/index.ts';
import { type BatchesDeps, createBatches } from '../../modules/batches/index.ts';
import { type Batch, CHAT_URL, linesOf, useBatches } from '../testing/use-batches.ts';
import { useDoorWorld } from '../testing/use-door-world.ts';

const door = useDoorWorld({ firstTokenMs: 2_000, idleMs: 2_000 });
const batches = useBatches(door);
const passLease = () => door.world.clock.set(door.world.clock.nowMs() + 121_000);

describe('a broker that stops', () => {
  const another = (more: Partial<BatchesDeps> = {}) => createBatches({ ...door.world.batchesDeps, ...more });
  const begin = async (broker: ReturnType<typeof createBatches>, count: number) => {
    const who = await batches.caller();
    const { id } = await batches.upload(linesOf(count));
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
    const found = await broker.find(await batches.caller(), id);
    return found.ok ? found.value.counts : null;
  };

  it('leaves a batch that waits for its owner’s next call, and then goes on with the lines not done', async () => {
    door.machine.behaviour = { pauseMs: 20 };
    const first = another();
    const id = await begin(first, 24);
    await expect.poll(async () => (await countsIn(first, id))?.answered).toBeGreaterThan(3);
    await first.stop();
    const other = await createApiKey(door.world.people, door.world.actor(door.accountId), { name: 'other' });
    if (!other.ok) throw new Error('no key');
    const seen = (await door.world.openai(other.value.key).batches.retrieve(id)) as Batch;
    expect(seen).toMatchObject({ status: 'in_progress', spindle: { waiting_for: 'owner_poll' } });
    expect(door.world.batches.running).toBe(0);
    const polled = (await door.openai.batches.retrieve(id)) as Batch;
    expect(polled.spindle?.waiting_for).toBeNull();
    const done = await batches.until(id, 'completed');
    expect(await batches.results(done.output_file_id)).toHaveLength(24);
    expect(await door.usage()).toHaveLength(24);
    expect(door.machine.asked).toHaveLength(24);
  });

  it('or dies in the middle of lines: another runs them again, and no line is charged twice', async () => {
    let deaths = 0;
    const dead = another({
      // Dies with the job written and before the machine is asked; every other time right after it was charged.
      carryOut: async (actor, request, onJob) => {
        if (deaths++ % 2 === 0) await onJob(randomUUID());
        else await door.world.batchesDeps.carryOut(actor, request, onJob);
        return new Promise(() => {});
      },
    });
    const id = await begin(dead, 4);
    await expect.poll(async () => (await door.usage()).length).toBe(2);
    const charged = 2;
    passLease();
    const done = await batches.until(id, 'completed');
    expect(done.request_counts).toEqual({ total: 4, completed: 4 - charged, failed: charged });
    expect(new Set((await batches.results(done.error_file_id)).map(({ error }) => error?.code))).toEqual(
      new Set(['batch_answer_lost']),
    );
    expect(await batches.results(done.output_file_id)).toHaveLength(4 - charged);
    expect(await door.usage()).toHaveLength(4);
  });

  it('shares a batch with others: each line is answered once', async () => {
    door.machine.behaviour = { pauseMs: 5 };
    const brokers = [another(), another(), another()];
    const [one] = brokers;
    if (!one) throw new Error('no broker');
    const id = await begin(one, 40);
    const who = await batches.caller();
    await Promise.all(brokers.map((broker) => broker.find(who, id)));
    const done = await batches.until(id, 'completed');
    await Promise.all(brokers.map((broker) => broker.stop()));
    expect(await batches.results(done.output_file_id)).toHaveLength(40);
    expect(await door.usage()).toHaveLength(40);
  });

  it('and never comes back: clockwork ends the batch when its window has ended, and drops it when it is old', async () => {
    door.machine.presence.busy = 4;
    const first = another();
    const id = await begin(first, 3);
    await expect.poll(async () => (await countsIn(first, id))?.total).toBe(3);
    await first.stop();
    door.world.clock.set(door.world.clock.nowMs() + 3_600_000);
    await door.world.batches.dropExpired();
    const ended = await door.openai.batches.retrieve(id);
    expect(ended).toMatchObject({ status: 'expired', request_counts: { total: 3, completed: 0, failed: 3 } });
    expect((await batches.results(ended.error_file_id)).map(({ custom_id }) => custom_id)).toEqual(['c0', 'c1', 'c2']);
    door.world.clock.set(door.world.clock.nowMs() + 31 * 86_400_000);
    await door.world.batches.dropExpired();
    for (const table of ['batch', 'batch_line', 'batch_file', 'batch_file_part']) {
      const { rows: left } = await door.world.db.pool.query(`SELECT 1 FROM ${table} WHERE account_id = $1`, [
        door.accountId,
      ]);
      expect(left).toEqual([]);
    }
  });
});
