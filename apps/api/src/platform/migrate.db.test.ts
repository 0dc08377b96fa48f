import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestDatabase } from '@spindle/devnet/test-database';
import pg from 'pg';
import { afterAll, beforeEach, expect, it } from 'vitest';
import { ensureDatabase, migrate } from './migrate.ts';

const template = await createTestDatabase();
const folder = mkdtempSync(join(tmpdir(), 'migrations-'));
let databaseUrl = '';
let made = 0;

// The template holds the product's own migrations; each test here begins with an empty database and its own folder.
beforeEach(async () => {
  const url = new URL(template.url);
  url.pathname += `_${made++}`;
  databaseUrl = url.href;
  await ensureDatabase(databaseUrl);
  rmSync(folder, { recursive: true, force: true });
});

afterAll(async () => {
  for (let at = 0; at < made; at++)
    await query(`DROP DATABASE ${new URL(template.url).pathname.slice(1)}_${at} WITH (FORCE)`, template.url);
  await template.drop();
});

function write(name: string, sql: string): void {
  mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, name, 'migration.sql'), sql);
}

async function query(sql: string, url = databaseUrl): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client.query(sql).finally(() => client.end());
}

it('applies what is missing, in order of name, once', async () => {
  write('2_second', 'ALTER TABLE thing ADD COLUMN name text');
  write('1_first', 'CREATE TABLE thing (id int)');
  writeFileSync(join(folder, 'migration_lock.toml'), 'provider = "postgresql"');
  expect(await migrate(databaseUrl, folder)).toEqual(['1_first', '2_second']);
  write('3_third', 'CREATE FUNCTION one() RETURNS int AS $$ BEGIN RETURN 1; END; $$ LANGUAGE plpgsql;');
  expect(await migrate(databaseUrl, folder)).toEqual(['3_third']);
  expect(await migrate(databaseUrl, folder)).toEqual([]);
});

it('lets brokers that start together take turns', async () => {
  write('1_slow', 'SELECT pg_sleep(0.2); CREATE TABLE thing (id int)');
  const applied = await Promise.all([1, 2, 3, 4].map(() => migrate(databaseUrl, folder)));
  expect(applied.flat()).toEqual(['1_slow']);
});

it('undoes a failed migration as a whole, says its name, and stops there until a person has looked', async () => {
  write('1_bad', 'CREATE TABLE thing (id int); SELECT 1 / 0;');
  await expect(migrate(databaseUrl, folder)).rejects.toThrow(/1_bad failed: division by zero/);
  expect((await query("SELECT to_regclass('thing') AS thing")).rows).toEqual([{ thing: null }]);
  await expect(migrate(databaseUrl, folder)).rejects.toThrow(/failed earlier.*prisma migrate resolve/);
  await query('UPDATE _prisma_migrations SET rolled_back_at = now()');
  write('1_bad', 'CREATE TABLE thing (id int)');
  expect(await migrate(databaseUrl, folder)).toEqual(['1_bad']);
});

it('refuses a migration that was edited after it was applied', async () => {
  write('1_first', 'CREATE TABLE thing (id int)');
  await migrate(databaseUrl, folder);
  write('1_first', 'CREATE TABLE thing (id bigint)');
  await expect(migrate(databaseUrl, folder)).rejects.toThrow(/1_first was edited/);
});

it('leaves the history of a newer program alone', async () => {
  write('1_first', 'CREATE TABLE thing (id int)');
  write('2_newer', 'CREATE TABLE newer (id int)');
  await migrate(databaseUrl, folder);
  rmSync(join(folder, '2_newer'), { recursive: true });
  expect(await migrate(databaseUrl, folder)).toEqual([]);
});
