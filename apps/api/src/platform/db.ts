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

/**
 * A server that is frozen, or was cut off without a word, answers no query and breaks no connection: whoever waits is told
 * after this long. What it did nevertheless is found when it is tried again.
 */
const ANSWER_WITHIN_MS = 20_000;

/** Many transactions at once wait for their turn rather than fail, and a busy server has time to end one. */
const TRANSACTIONS = { maxWait: 10_000, timeout: 15_000 };

export function openDatabase(
  url: string,
  onError: (error: Error) => void,
  answerWithinMs = ANSWER_WITHIN_MS,
): Database {
  const limits = { connectionString: url, connectionTimeoutMillis: 5_000, query_timeout: answerWithinMs };
  const pool = new pg.Pool({ ...limits, max: 12 });
  pool.on('error', onError);
  const prisma = new PrismaClient({ adapter: new PrismaPg({ ...limits, max: 8 }), transactionOptions: TRANSACTIONS });
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
  client.on('error', leaveToTheNextStatement);
  try {
    await client.query('BEGIN');
    const value = await work(client);
    await client.query('COMMIT');
    giveBack(client);
    return value;
  } catch (error) {
    const isBroken = await client.query('ROLLBACK').then(
      () => false,
      () => true,
    );
    giveBack(client, isBroken);
    throw error;
  }
}

/**
 * A connection that breaks between two statements says so by an event, and an event that nobody hears ends the process. The
 * pool hears those of connections that lie in it alone. The next statement fails, and that is told.
 */
function leaveToTheNextStatement(): void {}

function giveBack(client: pg.PoolClient, isBroken = false): void {
  client.off('error', leaveToTheNextStatement);
  client.release(isBroken);
}
