import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { ReplayGuard } from './replay-guard.ts';

it('takes a job on once, across restarts, until its terms expire', () => {
  const path = join(temporaryFolder(), 'answered.log');
  const clock = { now: 1_000 };
  const first = new ReplayGuard(path, () => clock.now);
  expect([first.take('a', 0, 2_000), first.take('a', 0, 2_000), first.take('b', 0, 9_000)]).toEqual([
    true,
    false,
    true,
  ]);
  const second = new ReplayGuard(path, () => clock.now); // The first one died without a word.
  expect([second.take('a', 0, 2_000), second.take('b', 0, 9_000)]).toEqual([false, false]);
  second.close();
  clock.now = 5_000;
  const third = new ReplayGuard(path, () => clock.now);
  expect([third.take('a', 0, 9_000), third.take('b', 0, 9_000)]).toEqual([true, false]);
  third.close();
});

it('takes a later attempt at the same job, and never an earlier one again', () => {
  const path = join(temporaryFolder(), 'answered.log');
  const first = new ReplayGuard(path, () => 0);
  expect([0, 0, 3, 2, 3].map((attempt) => first.take('a', attempt, 9))).toEqual([true, false, true, false, false]);
  first.close();
  const second = new ReplayGuard(path, () => 0);
  expect([3, 4].map((attempt) => second.take('a', attempt, 9))).toEqual([false, true]);
  second.close();
});

it('takes no attempt at a job that an older version has noted without one', () => {
  const path = join(temporaryFolder(), 'answered.log');
  writeFileSync(path, 'a 9\n');
  const guard = new ReplayGuard(path, () => 0);
  expect([guard.take('a', 5, 9), guard.take('b', 0, 9)]).toEqual([false, true]);
  guard.close();
});

it('forgets what has expired, in memory and on disk', () => {
  const path = join(temporaryFolder(), 'answered.log');
  const clock = { now: 0 };
  const guard = new ReplayGuard(path, () => clock.now);
  for (let job = 0; job < 10_500; job++) {
    clock.now = job;
    guard.take(`job${job}`, 0, job + 100);
  }
  expect(readFileSync(path, 'utf8').split('\n').length).toBeLessThan(1_000);
  expect(guard.take('job10499', 0, 1)).toBe(false);
  guard.close();
});

it('refuses what docs/test-vectors/request.json says is a replay, across a restart before each', () => {
  const path = join(temporaryFolder(), 'answered.log');
  const vectors = new URL('../../../../docs/test-vectors/request.json', import.meta.url);
  const { replays } = JSON.parse(readFileSync(vectors, 'utf8'));
  for (const { what, code, jobId, attempt, nowMs, expiresAt } of replays) {
    const guard = new ReplayGuard(path, () => nowMs);
    expect([what, guard.take(jobId, attempt, expiresAt) ? null : 'request_replayed']).toEqual([what, code]);
    guard.close();
  }
});
