import { createCatalogMemory } from '../../apps/api/src/modules/catalog/index.ts';
import {
  createOfferMemory,
  type MarketDeps,
  marketModels,
  type OffersPageInput,
  offersPage,
} from '../../apps/api/src/modules/listings/index.ts';
import { fakeNodes } from '../../apps/api/src/modules/listings/testing/fake-nodes.ts';
import { openDatabase, systemClock } from '../../apps/api/src/platform/index.ts';
import { ensureDatabase, migrate } from '../../apps/api/src/platform/migrate.ts';
import { startPostgres } from '../../packages/devnet/src/postgres/index.ts';
import { type Figure, percentile } from '../money/figure.ts';

const LISTINGS = 10_000;
const MODEL = 'maker/model';
const LOOKS = 400;

/** 10,000 live listings of one model, the worst that a list can meet; the first page, with every filter. */
export async function measureMarketList(): Promise<Figure[]> {
  const postgres = await startPostgres({ durable: true });
  const url = postgres.url('spindle');
  await ensureDatabase(url);
  await migrate(url, new URL('../../prisma/migrations', import.meta.url).pathname);
  const db = openDatabase(url, () => {});
  try {
    await fill(db);
    const deps = {
      db,
      clock: systemClock,
      catalog: createCatalogMemory(systemClock),
      offerMemory: createOfferMemory(systemClock),
      nodes: fakeNodes().nodes,
    };
    const filters: [string, Omit<OffersPageInput, 'modelId'>][] = [
      ['no filter', {}],
      ['tier verified (1 in 20)', { tier: 'verified' }],
      ['region', { region: 'eu' }],
      ['hardware (1 in 50)', { hardwareId: 'hw-7' }],
      ['all filters', { tier: 'verified', region: 'eu', hardwareId: 'hw-7' }],
    ];
    const figures: Figure[] = [];
    for (const [name, filter] of filters) {
      const times: number[] = [];
      for (let look = 0; look < LOOKS; look++) {
        const startMs = performance.now();
        const page = await offersPage(deps, { modelId: MODEL, ...filter });
        times.push(performance.now() - startMs);
        if (!page.ok || page.value.items.length === 0) throw new Error(`an empty page: ${name}`);
      }
      figures.push({
        ...{
          what: `first page of ${LISTINGS} listings, ${name}, p95`,
          value: percentile(times, 0.95),
          unit: 'ms',
          digits: 1,
        },
        must: { atMost: 20 },
        beside: `p50 ${percentile(times, 0.5).toFixed(1)} ms, ${LOOKS} looks`,
      });
    }
    return [...figures, await cardsOfModels(deps)];
  } finally {
    await db.close();
    await postgres.stop();
  }
}

/** The first screen: a card for each model, whose sums are made anew for each look here; brokers remember them for two seconds. */
async function cardsOfModels(deps: MarketDeps): Promise<Figure> {
  const times: number[] = [];
  for (let look = 0; look < LOOKS; look++) {
    deps.offerMemory.clear();
    const startMs = performance.now();
    const cards = await marketModels(deps, {});
    times.push(performance.now() - startMs);
    if (!cards.ok || cards.value[0]?.offers !== LISTINGS)
      throw new Error('the card of the model does not count its offers');
  }
  return {
    ...{
      what: `cards of all models over ${LISTINGS} listings, p95`,
      value: percentile(times, 0.95),
      unit: 'ms',
      digits: 1,
    },
    ...{ must: null, beside: `p50 ${percentile(times, 0.5).toFixed(1)} ms, ${LOOKS} looks, nothing remembered` },
  };
}

async function fill(db: ReturnType<typeof openDatabase>): Promise<void> {
  await db.pool.query(
    `INSERT INTO catalog_model (id, name, maker, revision, parameters_b, context_length, license, source_url, sort_order)
     VALUES ($1, 'Model', 'Maker', 'r', 8, 8192, 'mit', 'https://x.test', 1)`,
    [MODEL],
  );
  await db.pool.query(
    `INSERT INTO hardware_class (id, name, maker, memory_gb, kind, sort_order)
     SELECT 'hw-' || i, 'Card', 'Maker', 24, 'gpu', i FROM generate_series(0, 49) i`,
  );
  await db.pool.query(
    `INSERT INTO account (id, telegram_id, first_name) SELECT gen_random_uuid(), 1e9 + i, 'P' FROM generate_series(1, 500) i`,
  );
  await db.pool.query(
    `WITH people AS (SELECT array_agg(id) AS ids FROM account)
     INSERT INTO listing (id, account_id, title, hardware_id, gpu_count, region, tier, state, state_since)
     SELECT gen_random_uuid(), ids[1 + i % 500], 'Box ' || i, 'hw-' || (i / 20) % 50, 1,
       (ARRAY['eu-lv', 'us', 'asia', 'eu'])[1 + i % 4], CASE WHEN i % 20 = 3 THEN 'verified' ELSE 'community' END, 'live', now()
     FROM people, generate_series(0, ${LISTINGS - 1}) i`,
  );
  await db.pool.query(
    `INSERT INTO offer (id, listing_id, model_id, input_micro_usd_per_mtok, cached_input_micro_usd_per_mtok, output_micro_usd_per_mtok)
     SELECT gen_random_uuid(), id, $1, 100000, 50000, 200000 + (random() * 1e6)::int FROM listing`,
    [MODEL],
  );
  await db.pool.query('ANALYZE');
}
