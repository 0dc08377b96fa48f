import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { ReplayGuard } from './replay-guard.ts';

it('takes a job on once, across restarts, until its terms expire', () => {
  const path = join(temporaryFolder(), 'answered.log');
  const clock = { now: 1_000 };
  const first = new ReplayGuard(path, () => clock.now);
  expect([first.take('a', 2_000), first.take('a', 2_000), first.take('b', 9_000)]).toEqual([true, false, true]);
  const second = new ReplayGuard(path, () => clock.now); // The first one died without a word.
  expect([second.take('a', 2_000), second.take('b', 9_000)]).toEqual([false, false]);
  second.close();
  clock.now = 5_000;
  const third = new ReplayGuard(path, () => clock.now);
  expect([third.take('a', 9_000), third.take('b', 9_000)]).toEqual([true, false]);
  third.close();
});

it('forgets what has expired, in memory and on disk', () => {
  const path = join(temporaryFolder(), 'answered.log');
  const clock = { now: 0 };
  const guard = new ReplayGuard(path, () => clock.now);
  for (let job = 0; job < 10_500; job++) {
    clock.now = job;
    guard.take(`job${job}`, job + 100);
  }
  expect(readFileSync(path, 'utf8').split('\n').length).toBeLessThan(1_000);
  expect(guard.take('job10499', 1)).toBe(false);
  guard.close();
});
