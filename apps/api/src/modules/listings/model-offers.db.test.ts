import { createTestDatabase } from '@spindle/devnet/test-database';
import { unwrap } from '@spindle/shared';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../platform/index.ts';
import { makeAccount } from '../accounts/testing/make-account.ts';
import { marketModel } from './market.ts';
import { soldModels } from './sold-models.ts';
import { presence } from './testing/fake-nodes.ts';
import { setupListings } from './testing/setup-listings.ts';

const MODEL = 'maker/common';
const SERVED = { model: MODEL, revision: 'r1' };
/** The dearest come first, so that the order of the rows is not the one that is asked for; every tenth is verified. */
const COUNT = 150;
let database: Awaited<ReturnType<typeof createTestDatabase>>;
let db: Database;
let market: Awaited<ReturnType<typeof setupListings>>;
/** Listings by their price, the cheapest first. */
let ids: string[];

beforeAll(async () => {
  database = await createTestDatabase();
  db = openDatabase(database.url, () => {});
  const { accountId } = await makeAccount(db, { roles: ['provider'] });
  const model = { id: MODEL, name: 'Common', maker: 'Maker', revision: 'r1', parametersB: 1, contextLength: 4096 };
  await db.prisma.catalogModel.create({
    data: { ...model, license: 'mit', sourceUrl: 'https://x.test', sortOrder: 1 },
  });
  await db.prisma.hardwareClass.create({
    data: { id: 'one', name: 'One', maker: 'M', memoryGb: 8, kind: 'gpu', sortOrder: 1 },
  });
  await db.pool.query(
    `WITH made AS (
       INSERT INTO listing (id, account_id, title, hardware_id, gpu_count, region, tier, data_policy, state, state_since)
       SELECT gen_random_uuid(), $1, i::text, 'one', 1, CASE WHEN i % 2 = 0 THEN 'us' ELSE 'eu-lv' END,
         CASE WHEN i % 10 = 0 THEN 'verified' ELSE 'community' END, CASE WHEN i = 7 THEN 'no_training' ELSE 'undeclared' END,
         CASE WHEN i = 0 THEN 'paused' ELSE 'live' END, now()
       FROM generate_series($3::int, 0, -1) i RETURNING id, title::int AS price)
     INSERT INTO offer (id, listing_id, model_id, input_micro_usd_per_mtok, cached_input_micro_usd_per_mtok,
       output_micro_usd_per_mtok, batch_discount_percent)
     SELECT gen_random_uuid(), id, $2, price * 101, price * 101, price * 101, CASE WHEN price = 4 THEN 90 ELSE 50 END
     FROM made`,
    [accountId, MODEL, COUNT],
  );
  const { rows } = await db.pool.query<{ id: string }>(
    `SELECT id FROM listing WHERE state = 'live' ORDER BY title::int`,
  );
  ids = rows.map(({ id }) => id);
});
beforeEach(async () => {
  market = await setupListings(db);
});
afterAll(async () => {
  await db.close();
  await database.drop();
});

const link = (from: number, to: number) => {
  for (const id of ids.slice(from, to)) market.link(id, presence([SERVED]));
};
/** The offers that are shown, named by their prices: the first one's is 101, and so on. */
const shown = async () => {
  const { offers, model } = unwrap(await marketModel(market.deps, { modelId: MODEL }));
  return { model, prices: offers.map(({ price }) => Number(price.outputMicroUsdPerMTok) / 101) };
};
const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => from + at);

describe('a model that many sell', () => {
  it('shows the cheapest hundred, and counts all', async () => {
    const { model, prices } = await shown();
    expect(prices).toEqual(numbers(1, 100));
    expect(model).toMatchObject({ offers: COUNT, nodesOnline: 0, from: { outputMicroUsdPerMTok: 101n } });
  });

  it('shows those that answer now before cheaper ones that do not', async () => {
    link(139, 141);
    const { model, prices } = await shown();
    expect(prices).toEqual([140, 141, ...numbers(1, 100)]);
    expect(model).toMatchObject({ offers: COUNT, nodesOnline: 2, freeSlots: 8 });
  });

  it('shows the dearest of each tier, too, where more answer now than fit', async () => {
    link(10, COUNT);
    const { model, prices } = await shown();
    expect(prices).toEqual([...numbers(11, 110), 149, 150]);
    expect(model.nodesOnline).toBe(COUNT - 10);
  });

  it('is told to developers with the least of every price, also of batches', async () => {
    link(2, 5);
    expect(await soldModels(market.deps)).toMatchObject([
      {
        card: { modelId: MODEL, offers: COUNT, nodesOnline: 3 },
        price: { inputMicroUsdPerMTok: 101n, cachedInputMicroUsdPerMTok: 101n, outputMicroUsdPerMTok: 101n },
        // A tenth of 404, rounded up, is less than half of 101.
        batchPrice: { outputMicroUsdPerMTok: 41n },
        dataPolicies: ['undeclared', 'no_training'],
        regions: ['eu-lv', 'us'],
        abilities: ['chat'],
      },
    ]);
  });
});
