import { unwrap } from '@spindle/shared';
import { afterAll, describe, expect, it } from 'vitest';
import { openTestDatabase, testClock } from '../../../platform/testing/open-test-database.ts';
import { makeAccount } from '../../accounts/testing/make-account.ts';
import {
  type CloudPriceInput,
  createCatalogMemory,
  findModel,
  listHardware,
  type ModelView,
  seedCatalog,
  shownCloudPrices,
} from '../../catalog/index.ts';
import { setupListings } from '../../listings/testing/setup-listings.ts';
import {
  catalogueView,
  dropEntry,
  hideEntry,
  removeCloudPrice,
  renewCloudPrice,
  saveCloudPrice,
  saveHardware,
  saveModel,
} from './change-catalogue.ts';

const { db, close } = await openTestDatabase();
afterAll(close);
await seedCatalog({ db });

const clock = testClock();
const deps = { db, clock, catalog: createCatalogMemory(clock) };
const admin = await makeAccount(db, { roles: ['admin'] });
const DAY_MS = 24 * 3600_000;
const LLAMA = 'meta-llama/Llama-3.3-70B-Instruct';
const codeOf = (result: { ok: true } | { ok: false; fault: { code: string } }) =>
  result.ok ? 'ok' : result.fault.code;
const entries = (subject: string) => db.prisma.auditEntry.findMany({ where: { subject }, orderBy: { seq: 'asc' } });

const MODEL: ModelView = {
  modelId: 'acme/Tiny-1B',
  name: 'Tiny 1B',
  maker: 'Acme',
  revision: 'main',
  parametersB: 1,
  activeB: null,
  contextLength: 8_192,
  license: 'MIT',
  sourceUrl: 'https://huggingface.co/acme/Tiny-1B',
  abilities: ['chat'],
  isTestEngine: false,
};

describe('the catalogue', () => {
  it('takes a model of an admin’s, keeps their change over a start, and writes each down', async () => {
    unwrap(await saveModel(deps, admin, MODEL));
    expect(unwrap(await findModel(deps, MODEL.modelId))).toEqual(MODEL);
    const [seeded] = unwrap(await catalogueView(deps)).models;
    if (!seeded) throw new Error('no models');
    const { isHidden, isEdited, isBuiltIn, offers, liveOffers, ...model } = seeded;
    expect({ isHidden, isEdited, isBuiltIn, offers, liveOffers }).toMatchObject({ isEdited: false, isBuiltIn: true });
    unwrap(await saveModel(deps, admin, { ...model, contextLength: 4_096, license: 'Changed' }));
    await seedCatalog({ db });
    deps.catalog.clear();
    expect(unwrap(await findModel(deps, model.modelId))).toMatchObject({ contextLength: 4_096, license: 'Changed' });
    expect(await entries(`model:${MODEL.modelId}`)).toMatchObject([
      { action: 'catalogue.model', actorId: admin.accountId },
    ]);
  });

  it('hides from the market, once for a double click, and shows again', async () => {
    const entry = { table: 'catalog_model', id: LLAMA } as const;
    const results = await Promise.all([1, 2].map(() => hideEntry(deps, admin, { ...entry, isHidden: true })));
    expect(results.map(codeOf)).toEqual(['ok', 'ok']);
    expect(await entries(`model:${LLAMA}`)).toHaveLength(1);
    expect(codeOf(await findModel(deps, LLAMA))).toBe('model_unknown');
    await seedCatalog({ db });
    deps.catalog.clear();
    expect(codeOf(await findModel(deps, LLAMA))).toBe('model_unknown');
    unwrap(await hideEntry(deps, admin, { ...entry, isHidden: false }));
    expect(codeOf(await findModel(deps, LLAMA))).toBe('ok');
  });

  it('deletes what nobody offered; what is offered, or came with the program, can only be hidden', async () => {
    const entry = { table: 'catalog_model', id: MODEL.modelId } as const;
    const { list } = await setupListings(db);
    const { listingId } = await list();
    await db.prisma.offer.updateMany({ where: { listingId }, data: { modelId: MODEL.modelId } });
    expect(codeOf(await dropEntry(deps, admin, entry))).toBe('catalog_in_use');
    expect(codeOf(await dropEntry(deps, admin, { table: 'catalog_model', id: LLAMA }))).toBe('catalog_in_use');
    await db.prisma.offer.deleteMany({ where: { listingId } });
    unwrap(await dropEntry(deps, admin, entry));
    clock.pass(60_000);
    expect(codeOf(await dropEntry(deps, admin, entry))).toBe('not_found');
  });

  it('has classes of hardware that admins add and hide', async () => {
    const hardware = { id: 'x100', name: 'X100', maker: 'Acme', memoryGb: 64, kind: 'gpu' } as const;
    unwrap(await saveHardware(deps, admin, hardware));
    expect(await listHardware({ db })).toContainEqual(hardware);
    unwrap(await hideEntry(deps, admin, { table: 'hardware_class', id: 'x100', isHidden: true }));
    expect(await listHardware({ db })).not.toContainEqual(hardware);
    unwrap(await dropEntry(deps, admin, { table: 'hardware_class', id: 'x100' }));
  });
});

describe('prices of clouds', () => {
  const shown = async () => (await shownCloudPrices({ ...deps, env: 'production' })).map(({ priceId }) => priceId);

  it('that came with the program name the great clouds with source and date, and are old: nobody sees them', async () => {
    const { prices } = unwrap(await catalogueView(deps));
    const vendors = new Set(prices.map(({ vendor }) => vendor));
    for (const vendor of ['Amazon Bedrock', 'Azure AI Foundry', 'Google Vertex AI', 'Together AI', 'Fireworks AI']) {
      expect(vendors).toContain(vendor);
    }
    for (const { sourceUrl, checkedAtMs, isShown } of prices) {
      expect(sourceUrl).toMatch(/^https:\/\//);
      expect(checkedAtMs).toBeLessThan(clock.nowMs());
      expect(isShown).toBe(false);
    }
    expect(await shown()).toEqual([]);
    const local = await shownCloudPrices({ ...deps, env: 'dev' });
    expect(local.length).toBe(prices.length);
    expect(local.every(({ isOld }) => isOld)).toBe(true);
  });

  it('are seen from a renewal on, for thirty days and not a moment longer', async () => {
    const [price] = unwrap(await catalogueView(deps)).prices;
    const priceId = price?.priceId ?? '';
    unwrap(await renewCloudPrice(deps, admin, { priceId }));
    expect(await shown()).toEqual([priceId]);
    clock.pass(30 * DAY_MS - 1);
    expect(await shown()).toEqual([priceId]);
    clock.pass(1);
    expect(await shown()).toEqual([]);
    expect(await entries(`cloud-price:${priceId}`)).toMatchObject([{ action: 'catalogue.cloud-price-renew' }]);
  });

  it('are added, changed and removed by admins, and a start brings nothing back', async () => {
    const wish: CloudPriceInput = {
      ...{ priceId: null, modelId: LLAMA, vendor: 'DeepInfra', vendorModel: 'Llama 3.3 70B', region: 'global' },
      ...{ match: 'same', sourceUrl: 'https://deepinfra.com/pricing', cachedInputMicroUsdPerMTok: null },
      ...{ inputMicroUsdPerMTok: 230_000n, outputMicroUsdPerMTok: 400_000n },
    };
    unwrap(await saveCloudPrice(deps, admin, wish));
    const [added] = await shownCloudPrices({ ...deps, env: 'production' });
    expect(added).toMatchObject({ vendor: 'DeepInfra', inputMicroUsdPerMTok: 230_000n, checkedAtMs: clock.nowMs() });
    const changed = { ...wish, priceId: added?.priceId ?? '', outputMicroUsdPerMTok: 500_000n };
    unwrap(await saveCloudPrice(deps, admin, changed));
    expect(
      (await shownCloudPrices({ ...deps, env: 'production' })).map((price) => price.outputMicroUsdPerMTok),
    ).toEqual([500_000n]);
    const before = unwrap(await catalogueView(deps)).prices;
    for (const { priceId } of before) unwrap(await removeCloudPrice(deps, admin, { priceId }));
    await seedCatalog({ db });
    expect(unwrap(await catalogueView(deps)).prices).toEqual([]);
    expect(codeOf(await saveCloudPrice(deps, admin, { ...wish, modelId: 'no/such' }))).toBe('model_unknown');
  });
});
