import { randomUUID } from 'node:crypto';
import { unwrap } from '@spindle/shared';
import { afterAll, expect, it } from 'vitest';
import { openTestDatabase } from '../../platform/testing/open-test-database.ts';
import { makeAccount } from '../accounts/testing/make-account.ts';
import { seedCatalog } from '../catalog/index.ts';
import { createListing, setOffers } from './create-listing.ts';
import { codeOf, listingInput, offerInput, setupListings } from './testing/setup-listings.ts';

const { db, close } = await openTestDatabase();
afterAll(close);
await seedCatalog({ db });

const QWEN = 'Qwen/Qwen3-32B';

async function setup() {
  const world = await setupListings(db);
  const form = listingInput({ dataPolicy: 'no_training' });
  const send = (parts = {}) => createListing(world.deps, world.provider, { ...form, ...parts });
  const count = () => db.prisma.listing.count({ where: { accountId: world.provider.accountId } });
  return { ...world, form, send, count };
}

it('a form that is sent twice makes one listing, and both hear of it', async () => {
  const { send, count } = await setup();
  const first = unwrap(await send());
  expect(unwrap(await send())).toEqual(first);
  expect(await count()).toBe(1);
});

it('so does one that is sent ten times at once', async () => {
  const { send, count } = await setup();
  const made = await Promise.all(Array.from({ length: 10 }, () => send()));
  expect(new Set(made.map((result) => unwrap(result).listingId)).size).toBe(1);
  expect(await count()).toBe(1);
  expect(await db.prisma.offer.count({ where: { listingId: unwrap(made[0] ?? (await send())).listingId } })).toBe(1);
});

it('the answer is how the listing stands by then, whatever was made of it, and room for another is not asked for', async () => {
  const { deps, provider, list, send } = await setup();
  const { listingId } = unwrap(await send());
  unwrap(await setOffers(deps, provider, { listingId, offers: [offerInput(QWEN, 0.2)] }));
  for (let at = 1; at < 20; at++) await list();
  expect(unwrap(await send())).toMatchObject({ listingId, offers: [{ modelId: QWEN }] });
});

it.each([
  ['another name', { title: 'Two other cards' }],
  ['another number of cards', { gpuCount: 3 }],
  ['another promise', { dataPolicy: 'no_retention' as const }],
  ['no promise', { dataPolicy: undefined }],
  ['another price', { offers: [offerInput('openai/gpt-oss-20b', 0.2)] }],
  ['another discount', { offers: [{ ...offerInput('openai/gpt-oss-20b'), batchDiscountPercent: 20 }] }],
  ['another model', { offers: [offerInput(QWEN)] }],
])('under a key that was used, %s is refused and changes nothing', async (_, parts) => {
  const { send, count } = await setup();
  const first = unwrap(await send());
  expect(codeOf(await send(parts))).toBe('listing_made_before');
  expect(unwrap(await send())).toEqual(first);
  expect(await count()).toBe(1);
});

it('of two different forms under one key at once, one is made', async () => {
  const { send, count } = await setup();
  const codes = (await Promise.all([send(), send({ title: 'Two other cards' })])).map(codeOf);
  expect(codes.sort()).toEqual(['listing_made_before', 'ok']);
  expect(await count()).toBe(1);
});

it('a form that was refused has used nothing up', async () => {
  const { send } = await setup();
  expect(codeOf(await send({ offers: [] }))).toBe('offer_required');
  expect(codeOf(await send())).toBe('ok');
});

it('a key is its owner’s alone, and another key another listing', async () => {
  const { deps, form, send, count } = await setup();
  const first = unwrap(await send());
  const other = await makeAccount(db, { roles: ['buyer', 'provider'] });
  expect(unwrap(await createListing(deps, other, form)).listingId).not.toBe(first.listingId);
  expect(unwrap(await send({ idempotencyKey: randomUUID() })).listingId).not.toBe(first.listingId);
  expect(await count()).toBe(2);
});
