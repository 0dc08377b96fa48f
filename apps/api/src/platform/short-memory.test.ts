import { expect, it, vi } from 'vitest';
import { createShortMemory } from './short-memory.ts';

function setup(maxEntries = 100, staleMs = 0) {
  let nowMs = 0;
  const memory = createShortMemory<string>({ nowMs: () => nowMs }, { lifeMs: 5_000, maxEntries, staleMs });
  const load = vi.fn((value = 'a') => Promise.resolve(value));
  const pass = (ms: number) => {
    nowMs += ms;
  };
  return { memory, load, pass };
}

it('loads once for all who ask within its life, also while it loads', async () => {
  const { memory, load, pass } = setup();
  expect(await Promise.all([memory.get('k', () => load()), memory.get('k', () => load())])).toEqual(['a', 'a']);
  pass(4_999);
  await memory.get('k', () => load());
  expect(load).toHaveBeenCalledTimes(1);
  pass(1);
  await memory.get('k', () => load());
  expect(load).toHaveBeenCalledTimes(2);
});

it('forgets at once when told to, even a load on its way', async () => {
  const { memory, load } = setup();
  const before = memory.get('k', () => load('before'));
  memory.clear();
  expect(await memory.get('k', () => load('after'))).toBe('after');
  expect(await before).toBe('before');
  expect(await memory.get('k', () => load('never'))).toBe('after');
});

it('does not remember a failure', async () => {
  const { memory, load } = setup();
  await expect(memory.get('k', () => Promise.reject(new Error('no database')))).rejects.toThrow('no database');
  expect(await memory.get('k', () => load())).toBe('a');
});

it('drops the oldest when it is full', async () => {
  const { memory, load } = setup(2);
  for (const key of ['a', 'b', 'c']) await memory.get(key, () => load(key));
  await memory.get('b', () => load());
  expect(load).toHaveBeenCalledTimes(3);
  await memory.get('a', () => load());
  expect(load).toHaveBeenCalledTimes(4);
});

it('keeps what is known while it cannot be read anew, or not in time, and no longer than that may be', async () => {
  const { memory, load, pass } = setup(100, 60_000);
  const broken = () => Promise.reject(new Error('no database'));
  const hanging = () => new Promise<string>(() => {});
  await memory.get('k', () => load('known'));
  pass(5_000);
  expect(await memory.get('k', broken)).toBe('known');
  pass(5_000);
  expect(await memory.get('k', hanging)).toBe('known');
  pass(60_000);
  await expect(memory.get('k', broken)).rejects.toThrow('no database');
  memory.clear();
  await expect(memory.get('k', broken)).rejects.toThrow('no database');
});
