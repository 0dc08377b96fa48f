import { fail, ok, type Result } from '@spindle/shared';
import { type Clock, createShortMemory, type Database, inTransaction, type ShortMemory } from '../../platform/index.ts';
import { findHardware, findModels, upsertCatalog } from './catalog.repo.ts';
import { seedCloudPrices } from './cloud-prices/index.ts';
import { CATALOG_HARDWARE } from './hardware.ts';
import { CATALOG_MODELS } from './models.ts';
import type { HardwareView, ModelView } from './shapes.ts';

/** Writes the catalogue that this version knows, but for what an admin has changed. Safe at every start of every broker. */
export function seedCatalog({ db }: { db: Database }): Promise<void> {
  return inTransaction(db.pool, async (sql) => {
    await upsertCatalog(sql, CATALOG_MODELS, CATALOG_HARDWARE);
    await seedCloudPrices(sql);
  });
}

const MEMORY_MS = 60_000;

/** The catalogue changes seldom, so it is remembered for a minute; the broker in which an admin changes it knows at once. */
export interface CatalogDeps {
  db: Database;
  catalog: ShortMemory<ModelView[]>;
}

export const createCatalogMemory = (clock: Clock): ShortMemory<ModelView[]> =>
  createShortMemory(clock, { lifeMs: MEMORY_MS, maxEntries: 1 });

/** All models, in the market's order. */
export function listModels({ db, catalog }: CatalogDeps): Promise<ModelView[]> {
  return catalog.get('models', () => findModels(db.pool));
}

export async function findModel(deps: CatalogDeps, modelId: string): Promise<Result<ModelView, 'model_unknown'>> {
  const model = (await listModels(deps)).find((each) => each.modelId === modelId);
  return model ? ok(model) : fail('model_unknown', { model: modelId });
}

export function listHardware({ db }: { db: Database }): Promise<HardwareView[]> {
  return findHardware(db.pool);
}
