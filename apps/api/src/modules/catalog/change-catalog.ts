import { fail, ok, type Result } from '@spindle/shared';
import type { Database, Transaction } from '../../platform/index.ts';
import { type CatalogTable, deleteEntry, readCatalogHardware, readCatalogModels } from './change-catalog.repo.ts';
import { CATALOG_HARDWARE } from './hardware.ts';
import { CATALOG_MODELS } from './models.ts';
import type { CatalogHardwareRow, CatalogModelRow } from './shapes.ts';

const builtInModels = new Set(CATALOG_MODELS.map(({ modelId }) => modelId));
const builtInHardware = new Set(CATALOG_HARDWARE.map(({ id }) => id));

/** For admins: everything, hidden or not. */
export async function wholeCatalog({ db }: { db: Database }): Promise<{
  models: CatalogModelRow[];
  hardware: CatalogHardwareRow[];
}> {
  const [models, hardware] = await Promise.all([readCatalogModels(db.pool), readCatalogHardware(db.pool)]);
  return {
    models: models.map((row) => ({ ...row, isBuiltIn: builtInModels.has(row.modelId) })),
    hardware: hardware.map((row) => ({ ...row, isBuiltIn: builtInHardware.has(row.id) })),
  };
}

/**
 * Deletes an entry that nobody ever offered and that did not come with the program (which would write it again). Anything
 * else can only be hidden: offers, usage and receipts point to it.
 */
export async function deleteFromCatalog(
  transaction: Transaction,
  table: CatalogTable,
  id: string,
): Promise<Result<null, 'catalog_in_use' | 'not_found'>> {
  if (builtInModels.has(id) || builtInHardware.has(id)) return fail('catalog_in_use');
  const outcome = await deleteEntry(transaction, table, id);
  if (outcome === 'used') return fail('catalog_in_use');
  return outcome === 'none' ? fail('not_found', { what: 'entry' }) : ok(null);
}
