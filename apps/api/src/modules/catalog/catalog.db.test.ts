import { afterAll, describe, expect, it } from 'vitest';
import { openTestDatabase, testClock } from '../../platform/testing/open-test-database.ts';
import { createCatalogMemory, findModel, listHardware, listModels, seedCatalog } from './catalog.ts';
import { CATALOG_HARDWARE } from './hardware.ts';
import { CATALOG_MODELS } from './models.ts';

const { db, close } = await openTestDatabase();
afterAll(close);
await seedCatalog({ db });
const deps = () => ({ db, catalog: createCatalogMemory(testClock()) });

describe('the catalogue', () => {
  it('is written and read back whole, in its order', async () => {
    expect(await listModels(deps())).toEqual(CATALOG_MODELS);
    expect(await listHardware({ db })).toEqual(CATALOG_HARDWARE);
  });

  it('may be written by every broker at every start', async () => {
    await db.pool.query(`UPDATE catalog_model SET license = 'old' WHERE id = 'spindle/guide'`);
    await Promise.all([seedCatalog({ db }), seedCatalog({ db }), seedCatalog({ db })]);
    expect(await listModels(deps())).toEqual(CATALOG_MODELS);
  });

  it('takes a model of which nothing is said for one that can chat, and none for one that can nothing', async () => {
    const { rows } = await db.pool.query<{ abilities: string[] }>(
      `INSERT INTO catalog_model (id, name, maker, revision, parameters_b, context_length, license, source_url, sort_order, hidden_at)
       VALUES ('old/model', 'Old', 'Old', '1', 1, 1024, 'MIT', '', 999, now()) RETURNING abilities`,
    );
    expect(rows).toEqual([{ abilities: ['chat'] }]);
    const unknown = db.pool.query(`UPDATE catalog_model SET abilities = NULL WHERE id = 'old/model'`);
    await expect(unknown).rejects.toMatchObject({ code: '23502' });
  });

  it('says which model it does not know', async () => {
    expect(await findModel(deps(), 'openai/gpt-oss-20b')).toMatchObject({ ok: true, value: { activeB: 3.6 } });
    expect(await findModel(deps(), 'nobody/nothing')).toEqual({
      ok: false,
      fault: { code: 'model_unknown', facts: { model: 'nobody/nothing' } },
    });
  });
});

describe('what is written in it', () => {
  it('names each model and each hardware once', () => {
    const ids = [...CATALOG_MODELS.map(({ modelId }) => modelId), ...CATALOG_HARDWARE.map(({ id }) => id)];
    expect(new Set(ids).size).toBe(ids.length);
  });

  it.each(CATALOG_MODELS)('$modelId is whole', (model) => {
    expect(model.revision).toMatch(model.isTestEngine ? /^1$/ : /^([0-9a-f]{40}|main)$/);
    expect(model.parametersB).toBeGreaterThan(0);
    expect(model.activeB ?? 0).toBeLessThan(model.parametersB);
    expect(model.contextLength).toBeGreaterThanOrEqual(1_024);
    expect(model.abilities.length).toBeGreaterThan(0);
    if (!model.isTestEngine) expect(model.sourceUrl).toBe(`https://huggingface.co/${model.modelId}`);
  });

  it('has one test engine, and says so', () => {
    expect(CATALOG_MODELS.filter(({ isTestEngine }) => isTestEngine).map(({ modelId }) => modelId)).toEqual([
      'spindle/guide',
    ]);
  });
});
