import { createTestDatabase, type TestDatabase } from '@spindle/devnet/test-database';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Database, inTransaction, openDatabase } from './index.ts';

let database: TestDatabase;
let db: Database;
beforeAll(async () => {
  database = await createTestDatabase();
  db = openDatabase(database.url, () => {});
});
afterAll(async () => {
  await db.close();
  await database.drop();
});

it('a connection that is cut between two statements of a transaction fails it, and not the process', async () => {
  const broken = inTransaction(db.pool, async (sql) => {
    const { rows } = await sql.query('SELECT pg_backend_pid() AS pid');
    await db.pool.query('SELECT pg_terminate_backend($1)', [rows[0].pid]);
    // Long enough that the connection's end is heard while nothing is asked of it.
    await new Promise((resolve) => setTimeout(resolve, 50));
    await sql.query('SELECT 1');
  });
  await expect(broken).rejects.toThrow();
  expect(await inTransaction(db.pool, async (sql) => (await sql.query('SELECT 1 AS one')).rows)).toEqual([{ one: 1 }]);
});
