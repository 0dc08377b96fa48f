import { afterAll, expect, it } from 'vitest';
import { systemClock } from '../../platform/index.ts';
import { openTestDatabase } from '../../platform/testing/open-test-database.ts';
import { makeAccount } from '../accounts/testing/make-account.ts';
import { noteReferral, referralsOf } from './index.ts';

const { db, close } = await openTestDatabase();
afterAll(close);

it('remembers by whose link a new person came, once, and counts for who gave it', async () => {
  const deps = { db, clock: systemClock };
  const [host, other] = [await makeAccount(db), await makeAccount(db)];
  await db.pool.query(`UPDATE account SET created_at = now() - interval '3 days' WHERE id = ANY($1)`, [
    [host.accountId, other.accountId],
  ]);
  const guest = await makeAccount(db);
  const cameBy = (who: typeof guest, referrerId: string) => noteReferral(deps, who, { referrerId });
  expect(await cameBy(guest, guest.accountId)).toEqual({ isNoted: false });
  const both = await Promise.all([cameBy(guest, host.accountId), cameBy(guest, host.accountId)]);
  expect(both.filter(({ isNoted }) => isNoted)).toHaveLength(1);
  expect(await cameBy(guest, other.accountId)).toEqual({ isNoted: false });
  // Who was here before came by no link.
  expect(await cameBy(other, host.accountId)).toEqual({ isNoted: false });
  expect(await cameBy(guest, '00000000-0000-4000-8000-000000000000')).toEqual({ isNoted: false });
  expect(await referralsOf(deps, host)).toEqual({ count: 1 });
  expect(await referralsOf(deps, other)).toEqual({ count: 0 });
});
