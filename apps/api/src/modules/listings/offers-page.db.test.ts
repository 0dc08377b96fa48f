import { createTestDatabase } from '@spindle/devnet/test-database';
import { uuidv7 } from '@spindle/shared';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../platform/index.ts';
import { makeAccount } from '../accounts/testing/make-account.ts';
import { offersPage } from './offers-page.ts';
import { presence } from './testing/fake-nodes.ts';
import { setupListings } from './testing/setup-listings.ts';

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let db: Database;
let deps: Awaited<ReturnType<typeof setupListings>>['deps'];
let link: Awaited<ReturnType<typeof setupListings>>['link'];
const MODEL = 'maker/paged';

beforeAll(async () => {
  database = await createTestDatabase();
  db = openDatabase(database.url, () => {});
  ({ deps, link } = await setupListings(db));
  const { accountId } = await makeAccount(db, { roles: ['provider'] });
  const model = { id: MODEL, name: 'Model', maker: 'Maker', revision: 'r1', parametersB: 1, contextLength: 4096 };
  await db.prisma.catalogModel.create({
    data: { ...model, license: 'mit', sourceUrl: 'https://x.test', sortOrder: 1 },
  });
  await db.prisma.hardwareClass.createMany({
    data: ['one', 'two'].map((id) => ({ id, name: id, maker: 'M', memoryGb: 8, kind: 'gpu', sortOrder: 1 })),
  });
  for (let at = 0; at < 45; at++) {
    const id = uuidv7(Date.now());
    const where = { region: ['eu-lv', 'EU', 'us', 'europe'][at % 4] ?? '', hardwareId: at % 5 === 0 ? 'two' : 'one' };
    const state = at === 44 ? 'paused' : 'live';
    const tier = at % 3 === 0 ? 'verified' : 'community';
    const listing = { id, accountId, title: `L${at}`, gpuCount: 1, tier, state, stateSince: new Date(), ...where };
    await db.prisma.listing.create({ data: listing });
    // Prices come in pairs, so that pages end between equals.
    const price = { inputMicroUsdPerMTok: 1n, cachedInputMicroUsdPerMTok: 1n, outputMicroUsdPerMTok: BigInt(at >> 1) };
    await db.prisma.offer.create({ data: { id: uuidv7(Date.now()), listingId: id, modelId: MODEL, ...price } });
  }
});
afterAll(async () => {
  await db.close();
  await database.drop();
});

async function all(filter: object, limit = 7) {
  const titles: string[] = [];
  let cursor: string | undefined;
  for (let pages = 0; pages < 20; pages++) {
    const page = await offersPage(deps, { modelId: MODEL, limit, cursor, ...filter });
    if (!page.ok) throw new Error(page.fault.code);
    titles.push(...page.value.items.map(({ title }) => title));
    if (page.value.next === null) return titles;
    cursor = page.value.next;
  }
  throw new Error('no end');
}
const numbers = (test: (at: number) => boolean) =>
  Array.from({ length: 44 }, (_, at) => at)
    .filter(test)
    .map((at) => `L${at}`);

describe('offers of a model, page by page', () => {
  it('are all there, each once, the cheapest first', async () => {
    const titles = await all({});
    expect(titles.toSorted()).toEqual(numbers(() => true).toSorted());
    const prices = titles.map((title) => Number(title.slice(1)) >> 1);
    expect(prices).toEqual(prices.toSorted((a, b) => a - b));
  });

  it.each([
    ['tier', { tier: 'verified' }, (at: number) => at % 3 === 0],
    ['region', { region: 'eu' }, (at: number) => at % 4 < 2],
    ['hardware', { hardwareId: 'two' }, (at: number) => at % 5 === 0],
    [
      'all of them',
      { tier: 'verified', region: 'us', hardwareId: 'one' },
      (at: number) => at % 3 === 0 && at % 4 === 2 && at % 5 !== 0,
    ],
  ])('by %s', async (_, filter, test) => {
    expect((await all(filter)).toSorted()).toEqual(numbers(test).toSorted());
  });

  it('by speed are those that answer now, the fastest first, those that nobody has measured last', async () => {
    const ids = new Map((await db.prisma.listing.findMany()).map(({ id, title }) => [title, id]));
    const online = (title: string, tokensPerSecond: number | null, firstTokenMs: number | null) =>
      link(ids.get(title) ?? '', presence([{ model: MODEL, revision: 'r1' }], { tokensPerSecond, firstTokenMs }));
    online('L3', 20, 500);
    online('L10', null, null);
    online('L21', 90, 300);
    online('L30', 40, 100);
    online('L44', 900, 1);
    expect(await all({ sort: 'speed' }, 3)).toEqual(['L21', 'L30', 'L3', 'L10']);
    expect(await all({ sort: 'first' }, 1)).toEqual(['L30', 'L21', 'L3', 'L10']);
    expect(await all({ sort: 'speed', tier: 'verified' }, 1)).toEqual(['L21', 'L30', 'L3']);
    expect(await all({ sort: 'speed', region: 'us' })).toEqual(['L30', 'L10']);
    expect(await all({ isOnline: true }, 3)).toEqual(['L3', 'L10', 'L21', 'L30']);
    expect(await offersPage(deps, { modelId: MODEL, sort: 'speed', cursor: '-1' })).toMatchObject({ ok: false });
    for (const wish of [{ sort: 'speed' }, { isOnline: true }] as const)
      expect(await offersPage(deps, { modelId: 'a/b', ...wish })).toMatchObject({ value: { items: [] } });
  });

  it('refuses a cursor of nobody’s making', async () => {
    expect(await offersPage(deps, { modelId: MODEL, cursor: "1' OR 1=1" })).toMatchObject({ ok: false });
  });
});
