import { createCatalogMemory } from '../../apps/api/src/modules/catalog/index.ts';
import {
  createOfferMemory,
  type MarketDeps,
  marketModel,
  marketModels,
  type OffersPageInput,
  offersPage,
  soldModels,
} from '../../apps/api/src/modules/listings/index.ts';
import { fakeNodes, presence } from '../../apps/api/src/modules/listings/testing/fake-nodes.ts';
import { openDatabase, systemClock } from '../../apps/api/src/platform/index.ts';
import { ensureDatabase, migrate } from '../../apps/api/src/platform/migrate.ts';
import { startPostgres } from '../../packages/devnet/src/postgres/index.ts';
import { type Figure, percentile } from '../money/figure.ts';

const LISTINGS = 10_000;
const MODEL = 'maker/model';
const LOOKS = 400;
/** Machines that are linked while the model's page is asked for. */
const LINKED = 1_000;

/** 10,000 live listings of one model, the worst that a list can meet; the first page, with every filter. */
export async function measureMarketList(): Promise<Figure[]> {
  const postgres = await startPostgres({ durable: true });
  const url = postgres.url('spindle');
  await ensureDatabase(url);
  await migrate(url, new URL('../../prisma/migrations', import.meta.url).pathname);
  const db = openDatabase(url, () => {});
  try {
    await fill(db);
    const { nodes, link } = fakeNodes();
    const deps = {
      db,
      clock: systemClock,
      catalog: createCatalogMemory(systemClock),
      offerMemory: createOfferMemory(systemClock),
      nodes,
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
    figures.push(await cardsOfModels(deps));
    const { rows } = await db.pool.query<{ id: string }>('SELECT id FROM listing LIMIT $1', [LINKED]);
    for (const { id } of rows) link(id, presence([{ model: MODEL, revision: 'r' }]));
    return [...figures, await pageOfModel(deps), await modelsOfDevelopers(deps)];
  } finally {
    await db.close();
    await postgres.stop();
  }
}

/** The first screen: a card for each model. */
const cardsOfModels = (deps: MarketDeps): Promise<Figure> =>
  unremembered(deps, `cards of all models over ${LISTINGS} listings`, async () => {
    const cards = await marketModels(deps, {});
    return cards.ok && cards.value[0]?.offers === LISTINGS;
  });

/** The model's own page: its card, and the first offers of those who answer now. */
const pageOfModel = (deps: MarketDeps): Promise<Figure> =>
  unremembered(deps, `page of a model with ${LISTINGS} listings, ${LINKED} of them linked`, async () => {
    const page = await marketModel(deps, { modelId: MODEL });
    return page.ok && page.value.model.nodesOnline === LINKED && page.value.offers[0]?.freeSlots === 4;
  });

/** `/v1/models`. */
const modelsOfDevelopers = (deps: MarketDeps): Promise<Figure> =>
  unremembered(deps, `models that developers are shown, over ${LISTINGS} listings`, async () => {
    const [model] = await soldModels(deps);
    return model?.card.offers === LISTINGS;
  });

/** What is added up anew for each look here, brokers remember for two seconds. @param look returns whether it saw what is there. */
async function unremembered(deps: MarketDeps, what: string, look: () => Promise<boolean>): Promise<Figure> {
  const times: number[] = [];
  for (let at = 0; at < LOOKS; at++) {
    deps.offerMemory.clear();
    const startMs = performance.now();
    const isRight = await look();
    times.push(performance.now() - startMs);
    if (!isRight) throw new Error(`what is shown is not what is there: ${what}`);
  }
  return {
    ...{ what: `${what}, p95`, value: percentile(times, 0.95), unit: 'ms', digits: 1, must: null },
    beside: `p50 ${percentile(times, 0.5).toFixed(1)} ms, ${LOOKS} looks, nothing remembered`,
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
