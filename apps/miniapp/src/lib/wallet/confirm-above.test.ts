import { expect, it } from 'vitest';
import { confirmAboveNano, keepConfirmAbove } from './confirm-above.ts';

function setup(kept: string | null = null) {
  const values = new Map<string, string>(kept === null ? [] : [['spindle.confirm-above', kept]]);
  return {
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, value: string) => void values.set(key, value),
    removeItem: (key: string) => void values.delete(key),
  };
}

it('the sum from which the owner is asked is kept on the device, and can be given up', () => {
  const storage = setup();
  expect(confirmAboveNano(storage)).toBeNull();
  keepConfirmAbove(2_000_000_000n, storage);
  expect(confirmAboveNano(storage)).toBe(2_000_000_000n);
  keepConfirmAbove(null, storage);
  expect(confirmAboveNano(storage)).toBeNull();
});

it.each(['', 'damaged', '-1', '1.5', '9'.repeat(40)])('what is no sum (%j) asks for nothing', (kept) => {
  expect(confirmAboveNano(setup(kept))).toBeNull();
});
