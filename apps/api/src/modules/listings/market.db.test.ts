import { unwrap } from '@spindle/shared';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestDatabase } from '../../platform/testing/open-test-database.ts';
import { makeAccount } from '../accounts/testing/make-account.ts';
import { seedCatalog } from '../catalog/index.ts';
import { setOffers } from './create-listing.ts';
import { marketModel, marketModels } from './market.ts';
import { marketListing } from './market-listing.ts';
import { pauseListing, withdrawListing } from './move-listing.ts';
import { offersForModel } from './offers-for-model.ts';
import { otherListings } from './other-listings.ts';
import { priceHistory } from './price-history.ts';
import { presence } from './testing/fake-nodes.ts';
import { codeOf, offerInput, setupListings } from './testing/setup-listings.ts';

const { db, close } = await openTestDatabase();
afterAll(close);
await seedCatalog({ db });
beforeEach(() => db.prisma.listing.updateMany({ data: { state: 'withdrawn' } }));

const GPT = 'openai/gpt-oss-20b';
const GPT_NODE = { model: GPT, revision: '6cee5e81ee83917806bbde320786a8fb61efebee' };
const GUIDE = 'spindle/guide';

describe('the models on the market', () => {
  it('are all listed, those that answer now first, then those that somebody sells', async () => {
    const { deps, list, goLive, link } = await setupListings(db);
    const [first, second] = [await list(), await list({ offers: [offerInput(GUIDE)] })];
    await Promise.all([goLive(first.listingId), goLive(second.listingId)]);
    link(second.listingId, presence([{ model: GUIDE, revision: '1' }]));
    const models = unwrap(await marketModels(deps, {}));
    expect(models.slice(0, 3)).toMatchObject([
      { modelId: GUIDE, isTestEngine: true, offers: 1, nodesOnline: 1, freeSlots: 4, tiers: ['community'] },
      { modelId: GPT, isTestEngine: false, offers: 1, nodesOnline: 0, freeSlots: 0 },
      { modelId: 'Qwen/Qwen3.8-27B', offers: 0, from: null, tiers: [], bestTokensPerSecond: null },
    ]);
    expect(models).toHaveLength(21);
  });

  it('show the least that is asked and the best that was measured', async () => {
    const { deps, list, goLive, link } = await setupListings(db);
    for (const [dollars, speed] of [
      [0.2, 90],
      [0.1, 30],
    ] as const) {
      const { listingId } = await list({ offers: [offerInput(GPT, dollars)] });
      await goLive(listingId);
      link(listingId, presence([GPT_NODE], { tokensPerSecond: speed, firstTokenMs: speed * 2 }));
    }
    expect(unwrap(await marketModels(deps, { search: 'gpt 20b' }))).toMatchObject([
      {
        offers: 2,
        from: { inputMicroUsdPerMTok: 100_000n, outputMicroUsdPerMTok: 300_000n },
        bestTokensPerSecond: 90,
        bestFirstTokenMs: 60,
      },
    ]);
  });

  it.each([
    ['QWEN coder', ['Qwen/Qwen3-Coder-Next']],
    ['translation', ['ByteDance-Seed/Seed-X-PPO-7B']],
    ['google e4b', ['google/gemma-4-E4B-it']],
    ['nothing like it', []],
  ])('are found by «%s»', async (search, ids) => {
    const { deps } = await setupListings(db);
    const found = unwrap(await marketModels(deps, { search })).map(({ modelId }) => modelId);
    for (const id of ids) expect(found).toContain(id);
    expect(found.length).toBeLessThan(5);
    if (ids.length === 0) expect(found).toEqual([]);
  });
});

describe('a model’s offers', () => {
  it('are those that answer first, the cheapest of them on top', async () => {
    const { deps, list, goLive, link } = await setupListings(db);
    const make = async (title: string, dollars: number, busy: number | null) => {
      const { listingId } = await list({ title, offers: [offerInput(GPT, dollars)] });
      await goLive(listingId);
      if (busy !== null) link(listingId, presence([GPT_NODE], { busy }));
    };
    await make('away and cheapest', 0.01, null);
    await make('free and dear', 0.3, 1);
    await make('full and cheap', 0.02, 4);
    await make('free and cheap', 0.2, 0);
    const { model, offers } = unwrap(await marketModel(deps, { modelId: GPT }));
    expect(offers.map(({ title }) => title)).toEqual([
      'free and cheap',
      'free and dear',
      'full and cheap',
      'away and cheapest',
    ]);
    expect(offers[0]).toMatchObject({ providerName: 'Pavel', slots: 4, freeSlots: 4, hardware: { id: 'rtx-4090' } });
    expect(model).toMatchObject({ offers: 4, revision: GPT_NODE.revision, sourceUrl: `https://huggingface.co/${GPT}` });
  });

  it('count only nodes with this very model and revision', async () => {
    const { deps, list, goLive, link } = await setupListings(db);
    const { listingId } = await list();
    await goLive(listingId);
    link(listingId, presence([{ ...GPT_NODE, revision: 'other' }]));
    link(listingId, presence([{ model: GUIDE, revision: '1' }]));
    expect(unwrap(await marketModel(deps, { modelId: GPT })).offers).toMatchObject([{ nodesOnline: 0, slots: 0 }]);
  });

  it('say what the provider promises, and what batches pay', async () => {
    const { deps, list, goLive } = await setupListings(db);
    const offer = { ...offerInput(GPT), batchDiscountPercent: 33 };
    const { listingId } = await list({ dataPolicy: 'no_training', offers: [offer] });
    await goLive(listingId);
    const said = {
      dataPolicy: 'no_training',
      price: { outputMicroUsdPerMTok: 300_000n },
      batchPrice: {
        inputMicroUsdPerMTok: 67_000n,
        cachedInputMicroUsdPerMTok: 33_500n,
        outputMicroUsdPerMTok: 201_000n,
      },
    };
    expect(unwrap(await marketModel(deps, { modelId: GPT })).offers).toMatchObject([said]);
    expect(unwrap(await marketListing(deps, { listingId }))).toMatchObject({
      dataPolicy: 'no_training',
      offers: [said],
    });
  });

  it('of an unknown model are a fault', async () => {
    expect(codeOf(await marketModel((await setupListings(db)).deps, { modelId: 'a/b' }))).toBe('model_unknown');
  });
});

describe('offers for routing', () => {
  it('are those of live listings, with everything that terms need', async () => {
    const { deps, provider, list, goLive } = await setupListings(db);
    const { listingId, offers } = await list();
    expect(await offersForModel(deps, GPT)).toEqual([]);
    await goLive(listingId);
    deps.offerMemory.clear();
    expect(await offersForModel(deps, GPT)).toMatchObject([
      {
        offerId: offers[0]?.offerId,
        listingId,
        providerAccountId: provider.accountId,
        tier: 'community',
        region: 'eu-lv',
        modelId: GPT,
        revision: GPT_NODE.revision,
        contextLength: 131_072,
        dataPolicy: 'undeclared',
        batchDiscountPercent: 50,
        price: { inputMicroUsdPerMTok: 100_000n, cachedInputMicroUsdPerMTok: 50_000n, outputMicroUsdPerMTok: 300_000n },
      },
    ]);
  });

  it('follow what the owner does here at once, and what other brokers do within two seconds', async () => {
    const { deps, clock, provider, list, goLive } = await setupListings(db);
    const listing = await list();
    await goLive(listing.listingId);
    const prices = async () => (await offersForModel(deps, GPT)).map(({ price }) => price.inputMicroUsdPerMTok);
    expect(await prices()).toEqual([100_000n]);
    await setOffers(deps, provider, { listingId: listing.listingId, offers: [offerInput(GPT, 0.2)] });
    expect(await prices()).toEqual([200_000n]);
    await pauseListing(deps, provider, listing);
    expect(await prices()).toEqual([]);
    await goLive(listing.listingId);
    expect(await prices()).toEqual([]);
    clock.pass(2_000);
    expect(await prices()).toEqual([200_000n]);
  });

  it('leave out a provider whose account is paused', async () => {
    const { deps, provider, list, goLive } = await setupListings(db);
    await goLive((await list()).listingId);
    await db.prisma.account.update({ where: { id: provider.accountId }, data: { bannedReason: 'fraud' } });
    expect(await offersForModel(deps, GPT)).toEqual([]);
    expect(unwrap(await marketModel(deps, { modelId: GPT })).offers).toEqual([]);
  });
});

describe('a listing’s page', () => {
  it('shows who sells, on what, and which machines are there', async () => {
    const { deps, list, goLive, link } = await setupListings(db);
    const { listingId } = await list({ offers: [offerInput(GPT), offerInput(GUIDE, 0.01)] });
    await goLive(listingId);
    link(listingId, presence([GPT_NODE], { busy: 1 }));
    expect(unwrap(await marketListing(deps, { listingId }))).toMatchObject({
      listingId,
      providerName: 'Pavel',
      state: 'live',
      nodesOnline: 1,
      slots: 4,
      freeSlots: 3,
      offers: [
        {
          modelId: GPT,
          modelName: 'gpt-oss 20B',
          isTestEngine: false,
          nodesOnline: 1,
          price: { inputMicroUsdPerMTok: 100_000n },
        },
        { modelId: GUIDE, isTestEngine: true, nodesOnline: 0 },
      ],
      nodes: [{ online: true, identityKey: 'ab'.repeat(32), program: 'spindle-node/0.1.0' }],
    });
  });

  it('is not there before an admin has approved it, and stays after it was withdrawn', async () => {
    const { deps, provider, list } = await setupListings(db);
    const listing = await list();
    expect(codeOf(await marketListing(deps, listing))).toBe('not_found');
    await withdrawListing(deps, provider, listing);
    expect(unwrap(await marketListing(deps, listing))).toMatchObject({ state: 'withdrawn' });
  });

  it('shows how prices have moved, each change once, and none before an admin has approved it', async () => {
    const { deps, provider, list, goLive } = await setupListings(db);
    const { listingId } = await list();
    expect(unwrap(await priceHistory(deps, { listingId }))).toEqual([]);
    await goLive(listingId);
    const change = async (dollars: number) => {
      await setOffers(deps, provider, { listingId, offers: [offerInput(GPT, dollars)] });
      // Changes of one millisecond are one.
      await new Promise((resolve) => setTimeout(resolve, 3));
    };
    await change(0.1);
    await change(0.2);
    await change(0.2);
    await change(0.05);
    const [line, ...others] = unwrap(await priceHistory(deps, { listingId }));
    expect(others).toEqual([]);
    expect(line).toMatchObject({ modelId: GPT, modelName: 'gpt-oss 20B' });
    expect(line?.changes.map(({ inputMicroUsdPerMTok }) => inputMicroUsdPerMTok)).toEqual([
      100_000n,
      200_000n,
      50_000n,
    ]);
    const times = line?.changes.map(({ atMs }) => atMs) ?? [];
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });

  it('names what else the provider sells now', async () => {
    const { deps, list, goLive, link } = await setupListings(db);
    const [own, other, waiting] = [await list(), await list({ title: 'More' }), await list({ title: 'Unseen' })];
    await Promise.all([goLive(own.listingId), goLive(other.listingId)]);
    const stranger = await makeAccount(db, { roles: ['provider'] });
    await goLive((await list({}, stranger)).listingId);
    link(other.listingId, presence([GPT_NODE]));
    const { listingId } = own;
    expect(unwrap(await otherListings(deps, { listingId }))).toEqual([
      { listingId: other.listingId, title: 'More', tier: 'community', models: ['gpt-oss 20B'], isOnline: true },
    ]);
    // What no admin has approved yet is nobody's to ask about.
    expect(unwrap(await otherListings(deps, waiting))).toEqual([]);
  });
});
