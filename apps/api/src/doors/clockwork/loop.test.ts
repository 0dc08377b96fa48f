import { expect, it } from 'vitest';
import { startLoop } from './loop.ts';

const quiet = { info: () => {}, warn: () => {}, error: () => {} };

it('goes on after a round that failed, and says so once', async () => {
  const errors: object[] = [];
  let rounds = 0;
  const loop = startLoop(
    'test',
    1,
    async () => {
      rounds += 1;
      if (rounds < 4) throw new Error('away');
    },
    { ...quiet, error: (facts) => errors.push(facts) },
  );
  await expect.poll(() => rounds).toBeGreaterThan(5);
  await loop.stop();
  expect(errors).toHaveLength(1);
});

it('stops after the round in work, and at once while it waits', async () => {
  let isWorking = false;
  const loop = startLoop(
    'test',
    60_000,
    async () => {
      isWorking = true;
      await new Promise((resolve) => setTimeout(resolve, 20));
      isWorking = false;
    },
    quiet,
  );
  await expect.poll(() => isWorking).toBe(true);
  await loop.stop();
  expect(isWorking).toBe(false);
});
