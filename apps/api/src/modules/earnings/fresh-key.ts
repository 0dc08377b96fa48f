import type { Sql } from '../../platform/index.ts';
import type { Treasury } from '../treasury/index.ts';

const MAX_TRIES = 1_000;

/**
 * The key of a message: the same for all who want the same. A message that was refused, or given up, is over; the wish for
 * it may come again, and then has the next key. (To be called while the account is locked, so all see the same.)
 */
export async function freshKey(treasury: Pick<Treasury, 'find'>, sql: Sql, wish: string): Promise<string> {
  for (let tries = 1; tries <= MAX_TRIES; tries++) {
    const key = tries === 1 ? wish : `${wish}:${tries}`;
    const known = await treasury.find(sql, key);
    if (known?.state !== 'refused' && known?.state !== 'dropped') return key;
  }
  throw new Error('a message was refused too often');
}
