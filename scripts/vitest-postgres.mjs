import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { ensureDatabase, migrate } from '../apps/api/src/platform/migrate.ts';
import { startPostgres } from '../packages/devnet/src/postgres/index.ts';

const MIGRATIONS = fileURLToPath(new URL('../prisma/migrations', import.meta.url));

/**
 * Before a run: one throw-away Postgres (or the server of TEST_DATABASE_URL) and a template database with every
 * migration, which each database test copies. A run without database tests starts nothing.
 */
export default async function setup(project) {
  if (!(await hasDatabaseTests(project))) {
    project.provide('templateUrl', '');
    return undefined;
  }
  const server = process.env.TEST_DATABASE_URL ? null : await startPostgres({ durable: false });
  const template = new URL(process.env.TEST_DATABASE_URL ?? server.url());
  template.pathname = `/template_${randomUUID().replaceAll('-', '')}`;
  await ensureDatabase(template.href);
  if (existsSync(MIGRATIONS)) await migrate(template.href, MIGRATIONS);
  project.provide('templateUrl', template.href);
  return () => (server ? server.stop() : drop(template));
}

async function hasDatabaseTests(project) {
  const { testFiles } = await project.globTestFiles(project.vitest.filenamePattern);
  return testFiles.some((file) => /\.db\.test\.tsx?$/.test(file));
}

async function drop(template) {
  const server = new URL(template);
  server.pathname = '/postgres';
  const client = new pg.Client({ connectionString: server.href });
  await client.connect();
  await client.query(`DROP DATABASE IF EXISTS ${template.pathname.slice(1)} WITH (FORCE)`);
  await client.end();
}
