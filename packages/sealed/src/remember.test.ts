import { describe, expect, it } from 'vitest';
import { Remembered } from './remember.ts';

describe('Remembered', () => {
  it('forgets what was not used for longest', () => {
    const remembered = new Remembered<number>(2);
    remembered.set('a', 1);
    remembered.set('b', 2);
    expect(remembered.get('a')).toBe(1);
    remembered.set('c', 3);
    expect(['a', 'b', 'c'].map((key) => remembered.get(key))).toEqual([1, undefined, 3]);
  });
});
