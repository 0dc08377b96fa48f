// The engine's way into Postgres: Prisma's adapter-pg 7.10, with the three places mended where it serves a client
// program but not a schema engine.
import { randomUUID } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import { ColumnTypeEnum } from '@prisma/driver-adapter-utils';
import pg from 'pg';
import { createDatabase, dropDatabase, otherDatabase, readUrl } from './databases.mjs';

const { Character, CharacterArray, Text, TextArray } = ColumnTypeEnum;

/** Types of Postgres's own catalogue that the adapter refuses: "char", int2vector, pg_node_tree, their arrays, reg*. */
const CATALOGUE_TYPES = new Map([
  ...[18].map((oid) => [oid, Character]),
  ...[1002].map((oid) => [oid, CharacterArray]),
  ...[22, 194, 2205, 2206].map((oid) => [oid, Text]),
  ...[1003].map((oid) => [oid, TextArray]),
]);
const TEXT_OID = 25;

/** Opens connections for one request; {@link Connections.close} ends them all, and with them the migration lock. */
export class Connections {
  provider = 'postgres';
  adapterName = '@prisma/adapter-pg';
  #pools = [];

  constructor(databaseUrl, shadowUrl) {
    this.databaseUrl = databaseUrl;
    this.shadowUrl = shadowUrl;
  }

  connect() {
    return this.#open(this.databaseUrl);
  }

  // The adapter's own takes the main database for the shadow when it was given a connection string.
  async connectToShadowDb() {
    if (this.shadowUrl) {
      const shadow = await this.#open(this.shadowUrl);
      await shadow.executeScript('DROP SCHEMA IF EXISTS public CASCADE; CREATE SCHEMA public');
      return shadow;
    }
    const url = otherDatabase(this.databaseUrl, `prisma_migrate_shadow_db_${randomUUID()}`);
    await createDatabase(url);
    return this.#open(url, () => dropDatabase(url));
  }

  async close() {
    await Promise.all(this.#pools.splice(0).map((pool) => (pool.ended ? undefined : pool.end())));
  }

  async #open(databaseUrl, afterwards = async () => {}) {
    const { url, schema } = readUrl(databaseUrl);
    const options = `-c search_path=${pg.escapeIdentifier(schema)}`;
    const pool = new pg.Pool({ connectionString: url.href, max: 1, options });
    this.#pools.push(pool);
    const adapter = mend(await new PrismaPg(pool, { schema }).connect(), pool);
    adapter.dispose = async () => {
      if (!pool.ended) await pool.end();
      await afterwards();
    };
    return adapter;
  }
}

function mend(adapter, pool) {
  // Whole, by the simple protocol: the adapter cuts at each semicolon, also inside of function bodies.
  adapter.executeScript = async (script) => {
    if (script.trim()) await pool.query(script).catch((error) => adapter.onError(error));
  };
  const queryRaw = adapter.queryRaw;
  adapter.queryRaw = async (query) => {
    const result = await adapter.performIO(query);
    const fields = result.fields.map((field) =>
      CATALOGUE_TYPES.has(field.dataTypeID) ? { ...field, dataTypeID: TEXT_OID } : field,
    );
    const readable = Object.create(adapter, { performIO: { value: async () => ({ ...result, fields }) } });
    const answer = await queryRaw.call(readable, query);
    const columnTypes = answer.columnTypes.map((type, at) => CATALOGUE_TYPES.get(result.fields[at].dataTypeID) ?? type);
    return { ...answer, columnTypes };
  };
  return adapter;
}
