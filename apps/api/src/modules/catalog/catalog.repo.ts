import type { Sql } from '../../platform/index.ts';
import type { HardwareView, ModelView } from './shapes.ts';

/** SQL on the catalogue. */

/** Writes the whole catalogue in two statements. Entries that left the list stay: offers and usage point to them. */
export async function upsertCatalog(sql: Sql, models: readonly ModelView[], hardware: readonly HardwareView[]) {
  await sql.query(
    `INSERT INTO catalog_model (id, name, maker, revision, parameters_b, active_b, context_length, license, source_url,
                                abilities, is_test_engine, sort_order)
     SELECT m->>'modelId', m->>'name', m->>'maker', m->>'revision', (m->>'parametersB')::float8,
            (m->>'activeB')::float8, (m->>'contextLength')::int, m->>'license', m->>'sourceUrl',
            ARRAY(SELECT jsonb_array_elements_text(m->'abilities')), (m->>'isTestEngine')::boolean, n
       FROM jsonb_array_elements($1::jsonb) WITH ORDINALITY AS list(m, n)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, maker = excluded.maker, revision = excluded.revision,
       parameters_b = excluded.parameters_b, active_b = excluded.active_b, context_length = excluded.context_length,
       license = excluded.license, source_url = excluded.source_url, abilities = excluded.abilities,
       is_test_engine = excluded.is_test_engine, sort_order = excluded.sort_order
       WHERE catalog_model.edited_at IS NULL`,
    [JSON.stringify(models)],
  );
  await sql.query(
    `INSERT INTO hardware_class (id, name, maker, memory_gb, kind, sort_order)
     SELECT h->>'id', h->>'name', h->>'maker', (h->>'memoryGb')::int, h->>'kind', n
       FROM jsonb_array_elements($1::jsonb) WITH ORDINALITY AS list(h, n)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, maker = excluded.maker, memory_gb = excluded.memory_gb,
       kind = excluded.kind, sort_order = excluded.sort_order
       WHERE hardware_class.edited_at IS NULL`,
    [JSON.stringify(hardware)],
  );
}

const MODEL_COLUMNS = `id AS "modelId", name, maker, revision, parameters_b AS "parametersB", active_b AS "activeB",
  context_length AS "contextLength", license, source_url AS "sourceUrl", abilities, is_test_engine AS "isTestEngine"`;

export async function findModels(sql: Sql): Promise<ModelView[]> {
  const { rows } = await sql.query<ModelView>(
    `SELECT ${MODEL_COLUMNS} FROM catalog_model WHERE hidden_at IS NULL ORDER BY sort_order, id`,
  );
  return rows;
}

export async function findHardware(sql: Sql): Promise<HardwareView[]> {
  const { rows } = await sql.query<HardwareView>(
    'SELECT id, name, maker, memory_gb AS "memoryGb", kind FROM hardware_class WHERE hidden_at IS NULL ORDER BY sort_order, id',
  );
  return rows;
}
