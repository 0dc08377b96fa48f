import { describe, expect, it } from 'vitest';
import { createBatcher } from './batcher.ts';

interface Setup {
  poison?: number;
  restPart?: number;
  isHopeless?: boolean;
}

function setup({ poison, restPart = 0, isHopeless = false }: Setup = {}) {
  const batches: number[][] = [];
  const batcher = createBatcher<number, string>({
    gatherMs: 1,
    restPart,
    maxItems: 3,
    isHopeless: () => isHopeless,
    run: async (items) => {
      batches.push(items);
      await new Promise((resolve) => setTimeout(resolve, 2));
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

  it('rests after a batch when it is told to, so that the next one is larger, unless a full one waits', async () => {
    const { batches, batcher } = setup({ restPart: 10 });
    const first = [1, 2].map((item) => batcher.add(item));
    await first[0];
    const second = [3, 4].map((item) => batcher.add(item));
    await batcher.idle();
    await Promise.all([...first, ...second]);
    expect(batches).toEqual([
      [1, 2],
      [3, 4],
    ]);

    const full = setup({ restPart: 10 });
    const items = [1, 2, 3, 4, 5, 6].map((item) => full.batcher.add(item));
    expect(await Promise.all(items)).toHaveLength(6);
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
