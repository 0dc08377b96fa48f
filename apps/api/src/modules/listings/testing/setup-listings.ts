import { randomUUID } from 'node:crypto';
import { type Result, unwrap } from '@spindle/shared';
import type { Database } from '../../../platform/index.ts';
import { testClock } from '../../../platform/testing/open-test-database.ts';
import type { Actor } from '../../accounts/index.ts';
import { makeAccount } from '../../accounts/testing/make-account.ts';
import { createCatalogMemory } from '../../catalog/index.ts';
import { createListing } from '../create-listing.ts';
import type { ListingEarnings } from '../neighbours.ts';
import { createOfferMemory } from '../offers-for-model.ts';
import type { CreateListingInput, ListingView, OfferInput } from '../shapes.ts';
import { fakeNodes } from './fake-nodes.ts';

/** What tests of listings, and of those who decide on them, start from. The catalogue must have been seeded. */
export async function setupListings(db: Database) {
  const clock = testClock();
  const { nodes, link, told } = fakeNodes();
  const earned = new Map<string, ListingEarnings>();
  const deps = {
    db,
    clock,
    nodes,
    catalog: createCatalogMemory(clock),
    offerMemory: createOfferMemory(clock),
    earningsOfListings: async () => earned,
    hasRate: () => true,
    priceLimits: () => ({ minMicroUsd: 1_000n, maxMicroUsd: 1_000_000_000n }),
  };
  const provider: Actor = await makeAccount(db, { firstName: 'Pavel', roles: ['buyer', 'provider'] });
  const list = async (parts: Partial<CreateListingInput> = {}, owner = provider): Promise<ListingView> =>
    unwrap(await createListing(deps, owner, listingInput(parts)));
  const goLive = (listingId: string) => db.prisma.listing.update({ where: { id: listingId }, data: { state: 'live' } });
  return { deps, clock, link, told, earned, provider, list, goLive };
}

export const offerInput = (modelId: string, dollars = 0.1): OfferInput => ({
  modelId,
  inputMicroUsdPerMTok: BigInt(dollars * 1e6),
  cachedInputMicroUsdPerMTok: BigInt((dollars * 1e6) / 2),
  outputMicroUsdPerMTok: BigInt(dollars * 3e6),
});

export const listingInput = (parts: Partial<CreateListingInput> = {}): CreateListingInput => ({
  idempotencyKey: randomUUID(),
  title: 'Two 4090s in Riga',
  hardwareId: 'rtx-4090',
  gpuCount: 2,
  region: 'eu-lv',
  offers: [offerInput('openai/gpt-oss-20b')],
  ...parts,
});

export const codeOf = (result: Result<unknown>): string => (result.ok ? 'ok' : result.fault.code);
