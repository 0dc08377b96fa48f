import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { refusalCode, refusalName } from './refusals.ts';

test('every refusal of the contract has a name and words here', () => {
  const source = readFileSync(new URL('../../contracts/refusals.tolk', import.meta.url), 'utf8');
  const refusals = [...source.matchAll(/^ {4}(\w+) = (\w+)/gm)];
  expect(refusals).toHaveLength(17);
  for (const [, name, exitCode] of refusals)
    expect([exitCode, refusalName(Number(exitCode))]).toEqual([exitCode, name]);
});

test('success is no refusal, and an exit of the machine itself is one without a name', () => {
  expect([refusalCode(0), refusalCode(1)]).toEqual([null, null]);
  expect([refusalCode(9), refusalName(9)]).toEqual(['channel_refused', null]);
  expect(refusalCode(408)).toBe('voucher_stale');
});
