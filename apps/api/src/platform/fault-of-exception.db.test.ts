import { FaultError } from '@spindle/shared';
import { afterAll, describe, expect, it } from 'vitest';
import { faultOfException, inTransaction, openDatabase } from './index.ts';
import { openTestDatabase } from './testing/open-test-database.ts';

const { db, url, close } = await openTestDatabase();
afterAll(close);

function setup() {
  const lines: object[] = [];
  const log = { error: (facts: object) => lines.push(facts) };
  const faultOf = async (work: Promise<unknown>) => {
    const error = await work.then(
      () => new Error('it was expected to fail'),
      (thrown: unknown) => thrown,
    );
    return faultOfException(error, log);
  };
  return { lines, faultOf };
}

const gone = { code: 'database_unavailable' };

describe('a database that is gone', () => {
  it('is said so when nothing listens', async () => {
    const { faultOf } = setup();
    const nowhere = openDatabase('postgresql://nobody:secret@127.0.0.1:1/none', () => undefined);
    expect(await faultOf(nowhere.prisma.account.count())).toEqual(gone);
    expect(await faultOf(nowhere.pool.query('SELECT 1'))).toEqual(gone);
    expect(await faultOf(nowhere.prisma.$transaction((tx) => tx.account.count()))).toEqual(gone);
    await nowhere.close();
  });

  it('is said so when the server does not answer, and its connection is used no more', async () => {
    const { faultOf } = setup();
    const patient = openDatabase(url, () => undefined, 300);
    expect(await faultOf(patient.pool.query('SELECT pg_sleep(3)'))).toEqual(gone);
    expect(await faultOf(patient.prisma.$queryRaw`SELECT pg_sleep(3)::text`)).toEqual(gone);
    expect(await faultOf(inTransaction(patient.pool, (sql) => sql.query('SELECT pg_sleep(3)')))).toEqual(gone);
    expect((await patient.pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
    expect(await patient.prisma.account.count()).toBeGreaterThanOrEqual(0);
    await patient.close();
  });

  it('is said so when the server ends the connection under a query', async () => {
    const { faultOf } = setup();
    const victim = openDatabase(url, () => undefined);
    const kill = () =>
      db.pool.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
          WHERE datname = current_database() AND query LIKE '%pg_sleep(20%' AND pid <> pg_backend_pid()`,
      );
    const byPool = faultOf(victim.pool.query('SELECT pg_sleep(20)'));
    const byPrisma = faultOf(victim.prisma.$queryRaw`SELECT pg_sleep(20)::text`);
    const killing = setInterval(kill, 100);
    expect(await byPool).toEqual(gone);
    expect(await byPrisma).toEqual(gone);
    clearInterval(killing);
    await victim.close();
  });
});

it('keeps the fault that an exception carries, however deep', async () => {
  const { faultOf, lines } = setup();
  const inner = new FaultError({ code: 'rate_stale' });
  expect(await faultOf(Promise.reject(new Error('wrapped', { cause: inner })))).toEqual({ code: 'rate_stale' });
  expect(lines).toEqual([]);
});

it('tells whoever sent a character that Postgres cannot keep, in text and in JSON', async () => {
  const { faultOf, lines } = setup();
  const refused = { code: 'invalid_input', facts: { field: 'text' } };
  expect(await faultOf(db.pool.query('SELECT $1::text', ['a\0b']))).toMatchObject(refused);
  expect(await faultOf(db.pool.query('SELECT $1::jsonb', ['"a\\u0000b"']))).toMatchObject(refused);
  expect(await faultOf(db.prisma.account.findMany({ where: { firstName: 'a\0b' } }))).toMatchObject(refused);
  expect(lines).toEqual([]);
});

it('hides a bug behind a reference that is in the log', async () => {
  const { faultOf, lines } = setup();
  const fault = await faultOf(db.pool.query('SELECT nonsense FROM nowhere'));
  expect(fault).toEqual({ code: 'internal', facts: { reference: expect.stringMatching(/^[0-9a-f]{8}$/) } });
  expect(lines).toEqual([{ err: expect.any(Error), reference: fault.facts?.reference }]);
});
