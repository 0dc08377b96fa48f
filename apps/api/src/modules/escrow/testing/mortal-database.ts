import type pg from 'pg';
import type { Database } from '../../../platform/index.ts';

/** A broker was ended by force. */
export class Killed extends Error {}

export interface MortalDatabase extends Database {
  /** Whether its owner lives. */
  isAlive(): boolean;
}

/**
 * A database as it looks to a broker that is killed before its n-th statement: that one and all after it are never run,
 * not even the ROLLBACK of a transaction that was open; the server ends it when the connection is gone.
 */
export function mortalDatabase(db: Database, livesFor: number): MortalDatabase {
  let left = livesFor;
  function live(): void {
    if (left <= 0) throw new Killed('this broker is dead');
    left -= 1;
  }
  const query = (target: Pick<pg.Pool, 'query'>) =>
    (async (...input: Parameters<typeof target.query>) => {
      live();
      return target.query(...input);
    }) as typeof target.query;
  const pool = {
    query: query(db.pool),
    connect: async () => {
      const client = await db.pool.connect();
      return {
        query: query(client),
        release: (isBroken?: boolean) => client.release(isBroken),
        on: client.on.bind(client),
        off: client.off.bind(client),
      };
    },
  } as unknown as pg.Pool;
  return { ...db, pool, isAlive: () => left > 0 };
}
