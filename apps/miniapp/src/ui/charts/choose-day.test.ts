import { describe, expect, it } from 'vitest';
import { dayAfterKey, dayAt } from './choose-day.ts';

describe('the day under a finger', () => {
  it.each([
    [0, 0],
    [0.5, 7],
    [0.999, 13],
    [1.2, 13],
    [-0.1, 0],
  ])('at %s of the width is %s', (share, day) => expect(dayAt(share, 14)).toBe(day));
});

describe('a key', () => {
  it.each([
    ['ArrowRight', 3, 4],
    ['ArrowRight', 13, 13],
    ['ArrowRight', null, 0],
    ['ArrowLeft', 3, 2],
    ['ArrowLeft', 0, 0],
    ['ArrowLeft', null, 13],
    ['Home', 5, 0],
    ['End', 5, 13],
    ['Escape', 5, null],
    ['Escape', null, undefined],
    ['Tab', 5, undefined],
  ])('%s on day %s leads to %s', (key, chosen, day) => expect(dayAfterKey(key, chosen, 14)).toBe(day));
});
