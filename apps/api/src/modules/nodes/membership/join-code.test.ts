import { expect, it } from 'vitest';
import { hashJoinCode, makeJoinCodeText } from './join-code.ts';

it('makes codes of eight characters that nobody mistakes for another', () => {
  const codes = Array.from({ length: 500 }, makeJoinCodeText);
  for (const code of codes) expect(code).toMatch(/^[2-9A-HJKMNP-Z]{8}$/);
  expect(new Set(codes).size).toBe(500);
});

it('hashes a code the same however it is typed, and another code differently', () => {
  expect(hashJoinCode('abcd-efgh')).toBe(hashJoinCode(' ABCD EFGH'));
  expect(hashJoinCode('ABCDEFGH')).not.toBe(hashJoinCode('ABCDEFGJ'));
});
