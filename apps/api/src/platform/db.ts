import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { PrismaClient } from '../generated/prisma/client.ts';

/** The database twice: Prisma for what people click, the pool for batched SQL on the way of every request. */
export interface Database {
  prisma: PrismaClient;
  pool: pg.Pool;
  close(): Promise<void>;
}

/** A Prisma client, or the same inside a transaction. */
export type Prisma = Omit<PrismaClient, '$connect' | '$disconnect' | '$on' | '$transaction' | '$extends'>;

/** Anything that runs SQL: the pool, or one connection inside a transaction. */
export type Sql = Pick<pg.PoolClient, 'query'>;

export function openDatabase(url: string, onError: (error: Error) => void): Database {
  const pool = new pg.Pool({ connectionString: url, max: 12, connectionTimeoutMillis: 5_000 });
  pool.on('error', onError);
  const prisma = new PrismaClient({
    adapter: new PrismaPg({ connectionString: url, max: 8, connectionTimeoutMillis: 5_000 }),
  });
  return {
    prisma,
    pool,
    close: async () => {
      await Promise.all([prisma.$disconnect(), pool.end()]);
    },
  };
}

/** Runs `work` in one transaction on one connection; any exception rolls it back. */
export async function inTransaction<Value>(pool: pg.Pool, work: (sql: Sql) => Promise<Value>): Promise<Value> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const value = await work(client);
    await client.query('COMMIT');
    client.release();
    return value;
  } catch (error) {
    const isBroken = await client.query('ROLLBACK').then(
      () => false,
      () => true,
    );
    client.release(isBroken);
    throw error;
  }
}
