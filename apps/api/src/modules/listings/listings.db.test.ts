import { unwrap } from '@spindle/shared';
import { afterAll, describe, expect, it } from 'vitest';
import { openTestDatabase } from '../../platform/testing/open-test-database.ts';
import { makeAccount } from '../accounts/testing/make-account.ts';
import { seedCatalog } from '../catalog/index.ts';
import { createListing, earnCatalog, setOffers } from './create-listing.ts';
import { getListing, listListings } from './list-listings.ts';
import { decideOnListing, pauseListing, resumeListing, withdrawListing } from './move-listing.ts';
import { presence } from './testing/fake-nodes.ts';
import { codeOf, listingInput, offerInput, setupListings } from './testing/setup-listings.ts';

const { db, close } = await openTestDatabase();
afterAll(close);
await seedCatalog({ db });

const GPT = 'openai/gpt-oss-20b';
const GPT_REVISION = '6cee5e81ee83917806bbde320786a8fb61efebee';
const QWEN = 'Qwen/Qwen3-32B';
const ADMIN = { by: 'admin' as const, actorId: null, code: 'other', evidence: null };

describe('a new listing', () => {
  it('waits for review, in the community tier, with what its owner wrote', async () => {
    const { deps, clock, provider, list } = await setupListings(db);
    const view = await list({ offers: [offerInput(QWEN), offerInput(GPT, 0.05)] });
    expect(view).toMatchObject({
      title: 'Two 4090s in Riga',
      hardware: { id: 'rtx-4090', name: 'GeForce RTX 4090', memoryGb: 24 },
      gpuCount: 2,
      region: 'eu-lv',
      tier: 'community',
      state: 'in_review',
      stateReason: null,
      stateSince: clock.nowMs(),
      nodes: [],
      earnedNano: 0n,
      requests: 0,
      status: { code: 'in_review', sinceMs: clock.nowMs() },
    });
    expect(view.offers).toMatchObject([
      { modelId: GPT, modelName: 'gpt-oss 20B', isTestEngine: false, inputMicroUsdPerMTok: 50_000n },
      { modelId: QWEN, modelName: 'Qwen3 32B', isTestEngine: false, outputMicroUsdPerMTok: 300_000n },
    ]);
    expect(unwrap(await listListings(deps, provider))).toEqual([view]);
  });

  it.each([
    ['hardware that does not exist', { hardwareId: 'abacus' }, 'hardware_unknown'],
    ['a model that does not exist', { offers: [offerInput('a/b')] }, 'model_unknown'],
    ['no model', { offers: [] }, 'offer_required'],
    ['a price of nothing', { offers: [offerInput(GPT, 0)] }, 'price_out_of_range'],
  ])('is refused with %s, and nothing is written', async (_, parts, code) => {
    const { deps, provider } = await setupListings(db);
    expect(codeOf(await createListing(deps, provider, listingInput(parts)))).toBe(code);
    expect(await db.prisma.listing.count({ where: { accountId: provider.accountId } })).toBe(0);
  });

  it('is one of twenty at most, even when all are sent at once; withdrawn ones do not count', async () => {
    const { deps, provider } = await setupListings(db);
    const results = await Promise.all(Array.from({ length: 22 }, () => createListing(deps, provider, listingInput())));
    const made = results.flatMap((result) => (result.ok ? result.value : []));
    expect(made).toHaveLength(20);
    expect(results.find(({ ok }) => !ok)).toMatchObject({ fault: { code: 'too_many_listings', facts: { limit: 20 } } });
    await withdrawListing(deps, provider, { listingId: made[0]?.listingId ?? '' });
    expect(codeOf(await createListing(deps, provider, listingInput()))).toBe('ok');
  });

  it('is chosen from the catalogue', async () => {
    const { deps } = await setupListings(db);
    const catalog = await earnCatalog(deps);
    expect(catalog.priceLimits).toEqual({ minMicroUsd: 1_000n, maxMicroUsd: 1_000_000_000n });
    expect(catalog.hardware.map(({ id }) => id)).toContain('other-gpu');
    expect(catalog.models.at(-1)).toEqual({ modelId: 'spindle/guide', name: 'Spindle Guide', isTestEngine: true });
  });
});

describe('offers', () => {
  it('are replaced as a whole, and a model that comes back keeps its offer', async () => {
    const { deps, provider, list, told } = await setupListings(db);
    const { listingId, offers } = await list({ offers: [offerInput(GPT)] });
    const second = unwrap(await setOffers(deps, provider, { listingId, offers: [offerInput(QWEN, 0.2)] }));
    expect(second.offers).toMatchObject([{ modelId: QWEN, inputMicroUsdPerMTok: 200_000n }]);
    expect(told).toEqual(['offers']);
    const third = unwrap(await setOffers(deps, provider, { listingId, offers: [offerInput(GPT, 0.3)] }));
    expect(third.offers).toMatchObject([{ offerId: offers[0]?.offerId, modelId: GPT, inputMicroUsdPerMTok: 300_000n }]);
  });

  it('are half the price for batches, and a promise is none, until their owner says otherwise; then it stays so', async () => {
    const { deps, provider, list } = await setupListings(db);
    const { listingId, ...made } = await list({ offers: [offerInput(GPT)] });
    expect(made).toMatchObject({ dataPolicy: 'undeclared', offers: [{ batchDiscountPercent: 50 }] });
    const change = { listingId, offers: [{ ...offerInput(GPT), batchDiscountPercent: 20 }] };
    const changed = unwrap(await setOffers(deps, provider, { ...change, dataPolicy: 'no_retention' }));
    expect(changed).toMatchObject({ dataPolicy: 'no_retention', offers: [{ batchDiscountPercent: 20 }] });
    const again = unwrap(await setOffers(deps, provider, { listingId, offers: [offerInput(GPT, 0.3)] }));
    expect(again).toMatchObject({ dataPolicy: 'no_retention', offers: [{ batchDiscountPercent: 20 }] });
    const wished = await list({ dataPolicy: 'no_training', offers: [{ ...offerInput(GPT), batchDiscountPercent: 0 }] });
    expect(wished).toMatchObject({ dataPolicy: 'no_training', offers: [{ batchDiscountPercent: 0 }] });
  });

  it('stay as they were when one of the new ones is wrong', async () => {
    const { deps, provider, list } = await setupListings(db);
    const before = await list();
    const wrong = [offerInput(QWEN), offerInput('a/b')];
    expect(codeOf(await setOffers(deps, provider, { listingId: before.listingId, offers: wrong }))).toBe(
      'model_unknown',
    );
    expect(unwrap(await getListing(deps, provider, before))).toEqual(before);
  });
});

describe('an owner', () => {
  it('pauses and resumes what is live', async () => {
    const { deps, clock, provider, list, goLive } = await setupListings(db);
    const listing = await list();
    await goLive(listing.listingId);
    clock.pass(1_000);
    const paused = unwrap(await pauseListing(deps, provider, listing));
    expect(paused).toMatchObject({ state: 'paused', stateReason: null, stateSince: clock.nowMs() });
    expect(unwrap(await resumeListing(deps, provider, listing)).state).toBe('live');
  });

  it('cannot make live what nobody has approved', async () => {
    const { deps, provider, list } = await setupListings(db);
    const listing = await list();
    const fault = { code: 'listing_state', facts: { state: 'in_review' } };
    expect(await resumeListing(deps, provider, listing)).toEqual({ ok: false, fault });
    expect(await pauseListing(deps, provider, listing)).toEqual({ ok: false, fault });
  });

  it.each(['pause', 'reject'] as const)(
    'asks for a new review after an admin’s %s, and does not go live',
    async (move) => {
      const { deps, clock, provider, list, goLive } = await setupListings(db);
      const listing = await list();
      if (move === 'pause') await goLive(listing.listingId);
      const change = {
        listingId: listing.listingId,
        words: 'the GPU is not what the title says',
        atMs: clock.nowMs(),
      };
      unwrap(await decideOnListing(db.prisma, move, { ...ADMIN, ...change }));
      expect(unwrap(await getListing(deps, provider, listing)).stateReason).toBe(change.words);
      expect(unwrap(await resumeListing(deps, provider, listing))).toMatchObject({
        state: 'in_review',
        stateReason: null,
      });
    },
  );

  it('cannot lift an admin’s pause by pausing again', async () => {
    const { deps, clock, provider, list, goLive } = await setupListings(db);
    const listing = await list();
    await goLive(listing.listingId);
    await pauseListing(deps, provider, listing);
    const change = { listingId: listing.listingId, words: 'complaints of three buyers', atMs: clock.nowMs() };
    unwrap(await decideOnListing(db.prisma, 'pause', { ...ADMIN, ...change }));
    expect(codeOf(await pauseListing(deps, provider, listing))).toBe('listing_state');
    expect(unwrap(await resumeListing(deps, provider, listing)).state).toBe('in_review');
  });

  it('withdraws for good', async () => {
    const { deps, provider, list } = await setupListings(db);
    const listing = await list();
    expect(unwrap(await withdrawListing(deps, provider, listing)).state).toBe('withdrawn');
    expect(codeOf(await withdrawListing(deps, provider, listing))).toBe('listing_state');
    expect(codeOf(await resumeListing(deps, provider, listing))).toBe('listing_state');
    const change = { listingId: listing.listingId, offers: [offerInput(GPT)] };
    expect(codeOf(await setOffers(deps, provider, change))).toBe('listing_state');
  });

  it('sees and moves only what is theirs', async () => {
    const { deps, list } = await setupListings(db);
    const listing = await list();
    const stranger = await makeAccount(db, { roles: ['buyer', 'provider'] });
    expect(codeOf(await getListing(deps, stranger, listing))).toBe('not_found');
    expect(codeOf(await withdrawListing(deps, stranger, listing))).toBe('not_found');
    expect(codeOf(await setOffers(deps, stranger, { ...listing, offers: [offerInput(GPT)] }))).toBe('not_found');
    expect(unwrap(await listListings(deps, stranger))).toEqual([]);
  });

  it('is told who is linked, what was earned, and that it earns', async () => {
    const { deps, clock, provider, list, goLive, link, earned } = await setupListings(db);
    const { listingId } = await list();
    await goLive(listingId);
    link(listingId, presence([{ model: GPT, revision: GPT_REVISION }], { busy: 1, tokensPerSecond: 61.5 }));
    earned.set(listingId, { earnedNano: 42n, requests: 3, lastAtMs: clock.nowMs() });
    const view = unwrap(await getListing(deps, provider, { listingId }));
    expect(view).toMatchObject({
      earnedNano: 42n,
      requests: 3,
      status: { code: 'earning', sinceMs: clock.nowMs() },
      nodes: [{ online: true, slots: 4, busy: 1, tokensPerSecond: 61.5, program: 'spindle-node/0.1.0' }],
    });
  });
});
