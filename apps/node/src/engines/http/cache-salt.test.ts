import { unwrap } from '@spindle/shared';
import { expect, it } from 'vitest';
import type { Ask } from '../engine.ts';
import { withCacheSalt } from './cache-salt.ts';

const saltOf = (owner: string) => {
  const ask: Pick<Ask, 'owner'> = { owner };
  return unwrap(withCacheSalt({ model: 'm' }, ask as Ask)).cache_salt;
};

it('is the same for one buyer, another for each, and does not name them', () => {
  expect(saltOf('account-1')).toBe(saltOf('account-1'));
  expect(saltOf('account-1')).not.toBe(saltOf('account-2'));
  expect(String(saltOf('account-1'))).toMatch(/^[0-9a-f]{64}$/);
});
