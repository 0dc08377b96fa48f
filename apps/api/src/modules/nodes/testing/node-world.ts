import { createTestDatabase } from '@spindle/devnet/test-database';
import { type Database, openDatabase } from '../../../platform/index.ts';
import type { Actor } from '../../accounts/index.ts';
import { makeAccount } from '../../accounts/testing/make-account.ts';
import { makeTestListing, type TestListing } from './test-listing.ts';
import { startTestMarket, type TestMarket } from './test-market.ts';
import { startTestMachine, type TestMachine } from './test-node.ts';

type Stop = () => Promise<void>;

/** A database, a provider, and whatever markets and machines a test starts; all ended by `clean` and `close`. */
export interface NodeWorld {
  db: Database;
  provider: Actor;
  listing(): Promise<TestListing>;
  market(parts?: Parameters<typeof startTestMarket>[1]): Promise<TestMarket>;
  machine(market: TestMarket, parts?: Partial<Parameters<typeof startTestMachine>[0]>): Promise<TestMachine>;
  /** A market that the test ends itself. */
  forget(market: TestMarket): void;
  /** Ends what a test has started, last first. */
  clean(): Promise<void>;
  close(): Promise<void>;
}

export async function makeNodeWorld(): Promise<NodeWorld> {
  const database = await createTestDatabase();
  const db = openDatabase(database.url, () => {});
  const provider = await makeAccount(db, { roles: ['provider'] });
  let started: Stop[] = [];
  const listing = () => makeTestListing(db, provider);
  return {
    db,
    provider,
    listing,
    market: async (parts) => {
      const market = await startTestMarket(db, parts);
      started.push(market.close);
      return market;
    },
    machine: async (market, parts = {}) => {
      const machine = await startTestMachine({
        market,
        provider,
        listing: parts.listing ?? (await listing()),
        ...parts,
      });
      started.push(machine.stop);
      return machine;
    },
    forget: (market) => {
      started = started.filter((stop) => stop !== market.close);
    },
    clean: async () => {
      for (const stop of started.reverse()) await stop();
      started = [];
    },
    close: async () => {
      await db.close();
      await database.drop();
    },
  };
}
