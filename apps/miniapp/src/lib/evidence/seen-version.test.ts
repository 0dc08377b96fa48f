import { expect, it } from 'vitest';
import { seenVersion } from './seen-version.ts';

function setup(kept?: string) {
  const values = new Map(kept === undefined ? [] : [['spindle.allow-list-version', kept]]);
  const storage = {
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, value: string) => void values.set(key, value),
  };
  return { storage, seen: seenVersion(storage) };
}

it('only grows, and is there again at the next visit', () => {
  const { storage, seen } = setup();
  seen.set(7);
  seen.set(3);
  expect([seen.get(), seenVersion(storage).get()]).toEqual([7, 7]);
});

it.each([[undefined], ['nonsense'], ['-4'], ['']])('begins at nothing with %j', (kept) => {
  expect(setup(kept).seen.get()).toBe(0);
});
