import type { SigningKey } from '@spindle/shared';
import { type ChainReader, type ChainSender, createChainReader, createChainSender } from '@spindle/ton';
import type { Clock, Database, ModuleLog } from '../../../platform/index.ts';
import { type ChainFollower, createChainFollower, type FollowedKind } from '../../chain/index.ts';
import { createLedger, type Ledger } from '../../ledger/index.ts';
import { createTreasury, type Treasury } from '../../treasury/index.ts';
import { channelsAmong, followEscrows } from '../index.ts';

/** The part of a broker that deals with the chain. */
export interface TestBroker {
  db: Database;
  clock: Clock;
  log: ModuleLog;
  ledger: Ledger;
  reader: ChainReader;
  treasury: Treasury;
  kinds: FollowedKind[];
  follower: ChainFollower;
  claimThresholdNano: bigint;
}

export interface BrokerParts {
  db: Database;
  clock: Clock;
  log: ModuleLog;
  chainUrl: string;
  address: string;
  key: SigningKey | null;
  /** Other eyes and another mouth than those of the chain's own interfaces. */
  reader?: ChainReader;
  sender?: ChainSender;
}

export function createTestBroker({ db, clock, log, chainUrl, address, key, ...other }: BrokerParts): TestBroker {
  const { reader = createChainReader({ baseUrl: chainUrl }) } = other;
  const { sender = createChainSender({ baseUrl: chainUrl }) } = other;
  const ledger = createLedger({ db, clock });
  const treasury = createTreasury({
    ...{ db, clock, log, ledger, reader, sender, address, key },
    escrowsAmong: channelsAmong,
    poke: (account) => follower.poke(account),
  });
  const kinds = [followEscrows({ db, ledger, treasury }), treasury.followed];
  const follower: ChainFollower = createChainFollower({ clock, log, reader, kinds });
  return { db, clock, log, ledger, reader, treasury, kinds, follower, claimThresholdNano: 100_000_000n };
}
