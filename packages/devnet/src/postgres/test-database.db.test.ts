import pg from 'pg';
import { afterAll, expect, it } from 'vitest';
import { createTestDatabase } from './test-database.ts';

const databases = await Promise.all([createTestDatabase(), createTestDatabase()]);
afterAll(() => Promise.all(databases.map((database) => database.drop())));

it('gives each caller a database of its own, with the migrations of the run', async () => {
  const [mine, other] = await Promise.all(databases.map(({ url }) => new pg.Client({ connectionString: url })));
  if (!mine || !other) throw new Error('two databases were asked for');
  await Promise.all([mine.connect(), other.connect()]);
  await mine.query('CREATE TABLE only_here (id int)');
  const { rows } = await other.query(
    "SELECT to_regclass('only_here') AS here, to_regclass('_prisma_migrations') AS history",
  );
  expect(rows[0].here).toBeNull();
  expect(rows[0].history).toBe('_prisma_migrations');
  await Promise.all([mine.end(), other.end()]);
});
