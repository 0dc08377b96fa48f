import { rowsOf, type Sql, type Transaction } from '../../platform/index.ts';
import type { CatalogHardwareRow, CatalogModelRow, HardwareView, ModelView } from './shapes.ts';

/** SQL of admins on the catalogue. What they wrote is theirs: `edited_at` keeps later versions from overwriting it. */

const iso = (ms: number) => new Date(ms).toISOString();

/** @returns whether it is new. */
export async function writeModel(transaction: Transaction, model: ModelView, nowMs: number): Promise<boolean> {
  const rows = await rowsOf<{ is_new: boolean }>(
    transaction,
    `INSERT INTO catalog_model (id, name, maker, revision, parameters_b, active_b, context_length, license, source_url,
       abilities, is_test_engine, sort_order, edited_at)
     SELECT m->>'modelId', m->>'name', m->>'maker', m->>'revision', (m->>'parametersB')::float8,
            (m->>'activeB')::float8, (m->>'contextLength')::int, m->>'license', m->>'sourceUrl',
            ARRAY(SELECT jsonb_array_elements_text(m->'abilities')), (m->>'isTestEngine')::boolean,
            (SELECT COALESCE(max(sort_order), 0) + 1 FROM catalog_model), $2::timestamptz
       FROM (SELECT $1::jsonb AS m) AS input
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, maker = excluded.maker, revision = excluded.revision,
       parameters_b = excluded.parameters_b, active_b = excluded.active_b, context_length = excluded.context_length,
       license = excluded.license, source_url = excluded.source_url, abilities = excluded.abilities,
       edited_at = excluded.edited_at
     RETURNING xmax = 0 AS is_new`,
    [JSON.stringify(model), iso(nowMs)],
  );
  return rows[0]?.is_new ?? false;
}

export async function writeHardware(transaction: Transaction, hardware: HardwareView, nowMs: number): Promise<boolean> {
  const { id, name, maker, memoryGb, kind } = hardware;
  const rows = await rowsOf<{ is_new: boolean }>(
    transaction,
    `INSERT INTO hardware_class (id, name, maker, memory_gb, kind, sort_order, edited_at)
     VALUES ($1::text, $2::text, $3::text, $4::int, $5::text,
       (SELECT COALESCE(max(sort_order), 0) + 1 FROM hardware_class), $6::timestamptz)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, maker = excluded.maker, memory_gb = excluded.memory_gb,
       kind = excluded.kind, edited_at = excluded.edited_at
     RETURNING xmax = 0 AS is_new`,
    [id, name, maker, memoryGb, kind, iso(nowMs)],
  );
  return rows[0]?.is_new ?? false;
}

export type CatalogTable = 'catalog_model' | 'hardware_class';

/** @returns false when it is so already, or there is none. */
export async function setHidden(
  transaction: Transaction,
  table: CatalogTable,
  id: string,
  hiddenAtMs: number | null,
): Promise<boolean> {
  const rows = await rowsOf(
    transaction,
    `UPDATE ${table} SET hidden_at = $2::timestamptz
      WHERE id = $1::text AND (hidden_at IS NULL) <> ($2::timestamptz IS NULL) RETURNING id`,
    [id, hiddenAtMs === null ? null : iso(hiddenAtMs)],
  );
  return rows.length === 1;
}

const USES = {
  catalog_model: 'SELECT 1 FROM offer WHERE model_id = $1::text',
  hardware_class: 'SELECT 1 FROM listing WHERE hardware_id = $1::text',
} as const;

/** Deletes what nobody ever offered. @returns `used` for what can only be hidden. */
export async function deleteEntry(
  transaction: Transaction,
  table: CatalogTable,
  id: string,
): Promise<'deleted' | 'used' | 'none'> {
  const used = await rowsOf(transaction, `${USES[table]} LIMIT 1`, [id]);
  if (used.length > 0) return 'used';
  const rows = await rowsOf(transaction, `DELETE FROM ${table} WHERE id = $1::text RETURNING id`, [id]);
  return rows.length === 1 ? 'deleted' : 'none';
}

/** The whole catalogue, hidden entries too, and how much stands on each. */
export async function readCatalogModels(sql: Sql): Promise<Omit<CatalogModelRow, 'isBuiltIn'>[]> {
  const { rows } = await sql.query<Omit<CatalogModelRow, 'isBuiltIn'>>(
    `SELECT id AS "modelId", name, maker, revision, parameters_b AS "parametersB", active_b AS "activeB",
            context_length AS "contextLength", license, source_url AS "sourceUrl", abilities,
            is_test_engine AS "isTestEngine", hidden_at IS NOT NULL AS "isHidden", edited_at IS NOT NULL AS "isEdited",
            (SELECT count(*)::int FROM offer o WHERE o.model_id = m.id) AS offers,
            (SELECT count(*)::int FROM offer o JOIN listing l ON l.id = o.listing_id
              WHERE o.model_id = m.id AND o.is_active AND l.state = 'live') AS "liveOffers"
       FROM catalog_model m ORDER BY sort_order, id`,
  );
  return rows;
}

export async function readCatalogHardware(sql: Sql): Promise<Omit<CatalogHardwareRow, 'isBuiltIn'>[]> {
  const { rows } = await sql.query<Omit<CatalogHardwareRow, 'isBuiltIn'>>(
    `SELECT id, name, maker, memory_gb AS "memoryGb", kind, hidden_at IS NOT NULL AS "isHidden",
            edited_at IS NOT NULL AS "isEdited",
            (SELECT count(*)::int FROM listing l WHERE l.hardware_id = h.id) AS listings
       FROM hardware_class h ORDER BY sort_order, id`,
  );
  return rows;
}
