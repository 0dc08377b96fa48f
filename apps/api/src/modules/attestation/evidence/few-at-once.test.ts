import { expect, it } from 'vitest';
import { fewAtOnce } from './few-at-once.ts';

it('lets so many run at a time, in their order, and goes on after one that failed', async () => {
  const inTurn = fewAtOnce(2);
  const began: number[] = [];
  const ends: (() => void)[] = [];
  let running = 0;
  let most = 0;
  const task = (id: number) => async () => {
    began.push(id);
    most = Math.max(most, ++running);
    await new Promise<void>((resolve) => ends.push(resolve));
    running--;
    if (id === 0) throw new Error('failed');
    return id;
  };
  const all = Promise.allSettled([0, 1, 2, 3, 4].map((id) => inTurn(task(id))));
  for (let at = 0; at < 5; at++) {
    await expect.poll(() => ends.length).toBeGreaterThan(at);
    ends[at]?.();
  }
  expect((await all).map(({ status }) => status)).toEqual(['rejected', ...Array(4).fill('fulfilled')]);
  expect([began, most, running]).toEqual([[0, 1, 2, 3, 4], 2, 0]);
});
