import { unwrap } from '@spindle/shared';
import { afterAll, expect, it } from 'vitest';
import { openTestDatabase } from '../../../platform/testing/open-test-database.ts';
import { createActorMemory } from '../../accounts/index.ts';
import { makeAccount } from '../../accounts/testing/make-account.ts';
import { seedCatalog } from '../../catalog/index.ts';
import { codeOf, setupListings } from '../../listings/testing/setup-listings.ts';
import { decideListing, reviewCase, reviewQueue } from '../index.ts';

const { db, close } = await openTestDatabase();
afterAll(close);
await seedCatalog({ db });

it('who sells may decide on it only while there is no other admin, and reads so before', async () => {
  const listings = await setupListings(db);
  const { provider, list } = listings;
  const deps = { ...listings.deps, actors: createActorMemory(listings.clock) };
  const roles = { roles: ['buyer', 'provider', 'admin'] };
  await db.prisma.account.update({ where: { id: provider.accountId }, data: roles });
  const { listingId } = await list();
  const decide = (actor: typeof provider) => decideListing(deps, actor, { listingId, decision: 'approve' });
  const seen = async (actor: typeof provider) => {
    const [found, queue] = await Promise.all([reviewCase(deps, actor, { listingId }), reviewQueue(deps, actor)]);
    const waiting = unwrap(queue).find(({ listing }) => listing?.listingId === listingId);
    expect(waiting?.whoDecides).toEqual(unwrap(found).whoDecides);
    return waiting?.whoDecides;
  };
  expect(await seen(provider)).toEqual({ barred: null, others: [] });

  const ada = await makeAccount(db, { firstName: 'Ada', roles: ['buyer', 'admin'] });
  expect(await seen(provider)).toEqual({ barred: 'listing_own', others: ['Ada'] });
  expect(codeOf(await decide(provider))).toBe('listing_own');
  expect((await seen(ada))?.barred).toBeNull();
  expect(codeOf(await decide(ada))).toBe('ok');
});
