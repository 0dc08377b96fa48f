import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createBatcher } from './batcher.ts';

interface Setup {
  poison?: number;
  restBelowItems?: number;
  tookMs?: number;
  isHopeless?: boolean;
}

function setup({ poison, restBelowItems = 0, tookMs = 2, isHopeless = false }: Setup = {}) {
  const batches: number[][] = [];
  const batcher = createBatcher<number, string>({
    gatherMs: 1,
    restBelowItems,
    maxItems: 3,
    isHopeless: () => isHopeless,
    run: async (items) => {
      batches.push(items);
      await wait(tookMs);
      if (poison !== undefined && items.includes(poison)) throw new Error('poison');
      return items.map((item) => `done ${item}`);
    },
  });
  return { batches, batcher };
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
