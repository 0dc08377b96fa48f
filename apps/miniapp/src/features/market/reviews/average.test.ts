import { expect, it } from 'vitest';
import { averageStars } from './average.ts';

it.each([
  [{ count: 0, stars: 0 }, null, null],
  [{ count: 3, stars: 13 }, '4.3', '4,3'],
  [{ count: 1, stars: 5 }, '5.0', '5,0'],
])('%o is %s, and in Russian %s', (sums, en, ru) => {
  expect(averageStars(sums, 'en')).toBe(en);
  expect(averageStars(sums, 'ru')).toBe(ru);
});
