// The engine's methods, each on a fresh engine of @prisma/schema-engine-wasm.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import * as wasm from '@prisma/schema-engine-wasm/schema_engine_bg';
import { Connections } from './connections.mjs';
import { createDatabase } from './databases.mjs';

const PLAIN = [
  ...['applyMigrations', 'devDiagnostic', 'diagnoseMigrationHistory', 'ensureConnectionValidity', 'introspect'],
  ...['introspectSql', 'markMigrationApplied', 'markMigrationRolledBack', 'reset', 'schemaPush', 'debugPanic'],
];
/** These find the shadow database only on an engine that has diagnosed before (schema-engine-wasm 7.10). */
const NEED_DIAGNOSIS = ['createMigration', 'evaluateDataLoss'];
/** `diff` of two schema files needs no server, but the engine wants a URL. */
const NO_SERVER = 'postgresql://127.0.0.1:1/none';

export async function loadEngine() {
  const file = new URL('schema_engine_bg.wasm', import.meta.resolve('@prisma/schema-engine-wasm/schema_engine_bg'));
  const { instance } = await WebAssembly.instantiate(readFileSync(fileURLToPath(file)), {
    './schema_engine_bg.js': wasm,
  });
  wasm.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
}

/**
 * @param print shows text to the person, by way of the CLI.
 * @returns name → function of the request's params.
 */
export function engineMethods({ datamodels, datasource }, print) {
  // A used engine cannot open a shadow database again, so each request gets its own.
  async function withEngine(work, databaseUrl = datasource?.url ?? NO_SERVER) {
    const connections = new Connections(databaseUrl, datasource?.shadowDatabaseUrl);
    const factory = bindMigrationAwareSqlAdapterFactory(connections);
    const engine = await wasm.SchemaEngine.new({ datamodels }, () => {}, factory);
    try {
      return await work(engine);
    } finally {
      engine.free();
      await connections.close();
    }
  }
  const plain = (name) => (params) => withEngine((engine) => engine[name](params));
  const diagnosed = (name) => (params) =>
    withEngine(async (engine) => {
      await engine.devDiagnostic({ migrationsList: params.migrationsList, filters: params.filters });
      return engine[name](params);
    });
  return {
    ...Object.fromEntries(PLAIN.map((name) => [name, plain(name)])),
    ...Object.fromEntries(NEED_DIAGNOSIS.map((name) => [name, diagnosed(name)])),
    createDatabase: (params) => createDatabase(params.datasource?.url ?? datasource.url),
    getDatabaseVersion: () => withEngine((engine) => engine.version()),
    dbExecute: (params) => withEngine((engine) => engine.dbExecute(params), params.datasourceType?.url),
    async diff(params) {
      const liveUrl = [params.from, params.to].find(({ tag }) => tag === 'url')?.url;
      const { exitCode, stdout } = await withEngine((engine) => engine.diff(params), liveUrl);
      if (stdout !== null && stdout !== undefined) await print(stdout.replace(/\n$/, ''));
      return { exitCode };
    },
  };
}
