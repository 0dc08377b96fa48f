import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createBatcher } from './batcher.ts';

interface Setup {
  poison?: number;
  restBelowItems?: number;
  tookMs?: number;
  batchesAtOnce?: number;
  isHopeless?: boolean;
}

function setup({ poison, restBelowItems = 0, tookMs = 2, batchesAtOnce = 1, isHopeless = false }: Setup = {}) {
  const batches: number[][] = [];
  let [running, most] = [0, 0];
  const batcher = createBatcher<number, string>({
    gatherMs: 1,
    restBelowItems,
    maxItems: 3,
    batchesAtOnce,
    isHopeless: () => isHopeless,
    run: async (items) => {
      batches.push(items);
      running += 1;
      most = Math.max(most, running);
      await wait(tookMs);
      running -= 1;
      if (poison !== undefined && items.includes(poison)) throw new Error('poison');
      return items.map((item) => `done ${item}`);
    },
  });
  return { batches, batcher, most: () => most };
}

describe('a batcher', () => {
  it('runs together what comes together, and gives each its own outcome', async () => {
    const { batches, batcher } = setup();
    expect(await Promise.all([1, 2].map((item) => batcher.add(item)))).toEqual(['done 1', 'done 2']);
    expect(batches).toEqual([[1, 2]]);
  });

  it('gathers while a batch is under way, up to the limit', async () => {
    const { batches, batcher } = setup();
    await Promise.all([1, 2, 3, 4, 5].map((item) => batcher.add(item)));
    expect(batches).toEqual([
      [1, 2, 3],
      [4, 5],
    ]);
  });

  it('rests after a batch while few wait, so that the next one is larger', async () => {
    const { batches, batcher } = setup({ restBelowItems: 2, tookMs: 30 });
    await Promise.all([1, 2].map((item) => batcher.add(item)));
    const third = batcher.add(3);
    await wait(8);
    await Promise.all([third, batcher.add(4)]);
    expect(batches).toEqual([
      [1, 2],
      [3, 4],
    ]);
  });

  it('does not rest while enough wait', async () => {
    const { batches, batcher } = setup({ restBelowItems: 2, tookMs: 30 });
    const five = [1, 2, 3, 4, 5].map((item) => batcher.add(item));
    await five[0];
    await wait(8);
    await Promise.all([...five, batcher.add(6)]);
    expect(batches).toEqual([[1, 2, 3], [4, 5], [6]]);
  });

  it('begins another batch beside the one under way only when it is full', async () => {
    const { batches, batcher, most } = setup({ batchesAtOnce: 2, tookMs: 30 });
    await Promise.all([1, 2, 3, 4].map((item) => batcher.add(item)));
    expect([batches.splice(0), most()]).toEqual([[[1, 2, 3], [4]], 1]);

    const first = batcher.add(5);
    await wait(8);
    const seven = [6, 7, 8, 9, 10, 11, 12].map((item) => batcher.add(item));
    await Promise.all([first, ...seven]);
    expect([batches, most()]).toEqual([[[5], [6, 7, 8], [9, 10, 11], [12]], 2]);
  });

  it('is idle only when the last of several batches is done', async () => {
    const { batcher, most } = setup({ batchesAtOnce: 2, tookMs: 30 });
    let done = 0;
    for (const item of [1, 2, 3, 4, 5, 6, 7]) void batcher.add(item).then(() => (done += 1));
    await batcher.idle();
    expect([done, most()]).toEqual([7, 2]);
  });

  it('lets an item that spoils its batch fail alone', async () => {
    const { batcher } = setup({ poison: 2 });
    const outcomes = await Promise.allSettled([1, 2, 3].map((item) => batcher.add(item)));
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });

  it('does not try one by one when the store is gone', async () => {
    const { batches, batcher } = setup({ poison: 2, isHopeless: true });
    const outcomes = await Promise.allSettled([1, 2, 3].map((item) => batcher.add(item)));
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(batches).toHaveLength(1);
  });

  it('is idle when all are done', async () => {
    const { batcher } = setup();
    const outcome = batcher.add(1);
    await batcher.idle();
    expect(await outcome).toBe('done 1');
    await batcher.idle();
  });
});
