import { expect, it } from 'vitest';
import { hoursHere } from './hours-here.ts';

const AT_TEN = Array.from({ length: 24 }, (_, hour) => (hour === 10 ? 100 : 0));
const busiest = (offsetMinutes: number) =>
  hoursHere(AT_TEN, offsetMinutes).find(({ percent }) => percent === 100)?.name;

it.each([
  [0, '10'],
  [180, '13'],
  [-600, '00'],
  [-660, '23'],
  [840, '00'],
  [330, '16'],
])('ten o’clock UTC, %d minutes ahead, is %s', (offset, name) => {
  expect(busiest(offset)).toBe(name);
  expect(hoursHere(AT_TEN, offset)).toHaveLength(24);
});
