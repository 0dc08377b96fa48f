import { expect, it } from 'vitest';
import { skewMs } from './clock-skew.ts';

const NOW_MS = Date.parse('2026-05-01T12:00:00.400Z');
const at = (offMs: number) => new Date(NOW_MS + offMs).toUTCString();

it.each<[string, string | undefined, number | null]>([
  ['right, as far as whole seconds tell', at(0), 0],
  ['an hour ahead', at(3_600_000), 3_599_500],
  ['an hour behind', at(-3_600_000), -3_599_400],
  ['not told', undefined, null],
  ['told as nonsense', 'noon', null],
])('a clock that is %s', (_, date, expected) => {
  expect(skewMs(date, NOW_MS, NOW_MS + 100)).toBe(expected);
});
