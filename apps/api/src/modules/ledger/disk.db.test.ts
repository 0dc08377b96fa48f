import { createTestDatabase } from '@spindle/devnet/test-database';
import pg from 'pg';
import { afterAll, describe, expect, it } from 'vitest';
import type { Sql } from '../../platform/index.ts';
import { createDisk } from './disk.ts';

// Databases of tests wait for no disk; this one does, as those in production.
const database = await createTestDatabase();
const pool = new pg.Pool({ connectionString: database.url, options: '-c synchronous_commit=on' });
// The database is dropped under whatever connection is still closing.
pool.on('error', () => {});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

const CHANGE = `WITH unwaited AS MATERIALIZED (SELECT set_config('synchronous_commit', 'off', true))
  INSERT INTO account (id, telegram_id, first_name) SELECT gen_random_uuid(), $1, 'Ada' FROM unwaited`;

describe('the disk', () => {
  it('has what was committed without waiting once it is reached', async () => {
    const disk = createDisk(pool);
    for (let round = 0; round < 5; round++) {
      await pool.query(CHANGE, [round]);
      const { rows: before } = await pool.query('SELECT pg_current_wal_insert_lsn() AS place');
      await disk.reached();
      const { rows } = await pool.query('SELECT pg_current_wal_flush_lsn() >= $1::pg_lsn AS has', [before[0].place]);
      expect(rows).toEqual([{ has: true }]);
    }
  });

  it('is asked once for all who come while it is being reached, and never by a question from before', async () => {
    const { sql, asked, answer } = slowSql();
    const disk = createDisk(sql);
    const first = [disk.reached(), disk.reached()];
    await tick();
    const second = [disk.reached(), disk.reached(), disk.reached()];
    let isSecondThere = false;
    void Promise.all(second).then(() => {
      isSecondThere = true;
    });
    expect(asked()).toBe(1);
    answer();
    await Promise.all(first);
    await tick();
    expect([asked(), isSecondThere]).toEqual([2, false]);
    answer();
    await Promise.all(second);
  });

  it('says so to those who waited when the database goes away, and goes on afterwards', async () => {
    const { sql, answer } = slowSql();
    const disk = createDisk(sql);
    const first = disk.reached();
    await tick();
    const second = disk.reached();
    answer(new Error('gone'));
    await expect(first).rejects.toThrow('gone');
    await tick();
    answer();
    await second;
  });
});

const tick = () => new Promise((resolve) => setImmediate(resolve));

/** Statements that end when the test says so. */
function slowSql() {
  const waiting: { resolve(value: unknown): void; reject(error: Error): void }[] = [];
  let count = 0;
  const query = () => {
    count += 1;
    return new Promise((resolve, reject) => waiting.push({ resolve, reject }));
  };
  return {
    sql: { query } as unknown as Sql,
    asked: () => count,
    answer: (error?: Error) => {
      const [first] = waiting.splice(0, 1);
      if (error) first?.reject(error);
      else first?.resolve({ rows: [] });
    },
  };
}
