import { randomBytes } from 'node:crypto';
import { startDevnet } from '@spindle/devnet';
import { signingKeyFromSeed } from '@spindle/sealed/node';
import { coinsText, unwrap } from '@spindle/shared';
import {
  type ChainReader,
  createChainReader,
  createWalletSender,
  LOCAL_NETWORK_ID,
  NETWORKS,
  type WalletSender,
} from '@spindle/ton';
import type { ModuleLog } from '../../../platform/index.ts';
import { type ChainFollower, type ChainFollowerDeps, createChainFollower } from '../../chain/index.ts';
import { createLedgerWorld, type LedgerWorld } from '../../ledger/testing/index.ts';
import type { Treasury } from '../../treasury/index.ts';
import { acceptVoucher, type ChainClock, createChainClock, followEscrows } from '../index.ts';
import { type BuyerWorld, type EscrowBuyer, makeEscrowBuyer } from './escrow-buyer.ts';
import { createMarketWallet, type MarketWallet } from './market-wallet.ts';
import { type BrokerParts, createTestBroker, type TestBroker } from './test-broker.ts';

export const CLOSE_DELAY_SECONDS = 3_600;

/** The market on a database of its own, and a real chain over HTTP. For tests. */
export interface EscrowWorld extends LedgerWorld, Pick<BuyerWorld, 'chain' | 'newWallet' | 'send'> {
  /** Of the chain's HTTP interfaces. */
  chainUrl: string;
  reader: ChainReader;
  follower: ChainFollower;
  /** Another broker's follower of the same accounts, or one that sees or reads otherwise. */
  anotherFollower(more?: Partial<ChainFollowerDeps>): ChainFollower;
  chainClock: ChainClock;
  market: MarketWallet;
  treasury: Treasury;
  claimThresholdNano: bigint;
  /** Another broker on the same database and chain, or one that sees or speaks otherwise, or without the key. */
  anotherBroker(more?: Partial<BrokerParts>): TestBroker;
  /** Gives play coins. */
  faucet(address: string, coins: string): Promise<void>;
  /** Sends and follows until nothing of ours is under way: at most so many rounds. */
  settle(rounds?: number): Promise<void>;
  /** What the follower logged, by level. */
  logged: [level: keyof ModuleLog, facts: object, words: string][];
  log: ModuleLog;
  advance(seconds: number): Promise<void>;
  /** Of the local chain: see packages/devnet. */
  switches(switches: { loseExternals?: number; isDown?: boolean; blockMs?: number }): Promise<void>;
  setDown(isDown: boolean): Promise<void>;
  escrowBuyer(walletNano?: bigint): Promise<EscrowBuyer>;
  /** The same with coins on deposit, followed, and all of them (or so many) signed for. */
  openBuyer(depositNano: bigint, signedNano?: bigint): Promise<EscrowBuyer>;
  /** Channels of former tests are read no more. */
  retireChannels(): Promise<void>;
  close(): Promise<void>;
}

/** @param marketCoins what the market's wallet has in the beginning. */
export async function createEscrowWorld({ marketCoins = '100' } = {}): Promise<EscrowWorld> {
  const [ledgerWorld, devnet] = await Promise.all([createLedgerWorld(), startDevnet()]);
  const endpoint = { baseUrl: devnet.url };
  const reader = createChainReader(endpoint);
  const logged: EscrowWorld['logged'] = [];
  const log: ModuleLog = {
    info: (...line) => logged.push(['info', ...line]),
    warn: (...line) => logged.push(['warn', ...line]),
    error: (...line) => logged.push(['error', ...line]),
  };

  async function local(method: string, parameters: object): Promise<void> {
    const body = JSON.stringify(parameters);
    const response = await fetch(`${devnet.url}/local/${method}`, { method: 'POST', body });
    if (!response.ok) throw new Error(await response.text());
  }

  async function newWallet(amountNano: bigint): Promise<WalletSender> {
    const wallet = createWalletSender(
      {
        seed: randomBytes(32).toString('hex'),
        version: 'v4r2',
        networkId: NETWORKS.mainnet,
        nowSeconds: () => devnet.chain.now(),
      },
      endpoint,
    );
    await local('faucet', { address: wallet.address, amount: coinsText(amountNano) });
    return wallet;
  }

  const key = signingKeyFromSeed(randomBytes(32).toString('hex'));
  const market = createMarketWallet(key, endpoint, () => devnet.chain.now());
  await local('faucet', { address: market.address, amount: marketCoins });
  const anotherBroker: EscrowWorld['anotherBroker'] = (more) =>
    createTestBroker({ ...ledgerWorld, log, chainUrl: devnet.url, address: market.address, key, ...more });
  const { treasury, follower } = anotherBroker();
  const kinds = [followEscrows({ ...ledgerWorld, treasury })];
  const anotherFollower: EscrowWorld['anotherFollower'] = (more) =>
    createChainFollower({ ...ledgerWorld, log, reader, kinds, ...more });
  const world: EscrowWorld = {
    ...ledgerWorld,
    chainUrl: devnet.url,
    reader,
    market,
    log,
    logged,
    newWallet,
    follower,
    treasury,
    anotherBroker,
    claimThresholdNano: 100_000_000n,
    anotherFollower,
    chainClock: createChainClock({ ...ledgerWorld, reader }),
    chain: {
      networkId: LOCAL_NETWORK_ID,
      marketAddress: market.address,
      closeDelaySeconds: CLOSE_DELAY_SECONDS,
    },
    send: async (from, transfer) => {
      unwrap(await from.send([transfer]));
    },
    faucet: (address, coins) => local('faucet', { address, amount: coins }),
    advance: (seconds) => local('advance', { seconds }),
    settle: async (rounds = 6) => {
      for (let round = 0; round < rounds; round++) {
        await treasury.send();
        await world.follower.follow();
        const { waiting, tooDear, underWay } = await treasury.status();
        if (waiting === tooDear && underWay === 0) return;
      }
    },
    switches: (switches) => local('switches', switches),
    setDown: (isDown) => local('switches', { isDown }),
    escrowBuyer: (walletNano = 100n * 10n ** 9n) => makeEscrowBuyer(world, walletNano),
    openBuyer: async (depositNano, signedNano = depositNano) => {
      const buyer = await world.escrowBuyer();
      await buyer.deposit(depositNano);
      await world.follower.follow();
      if (signedNano > 0n) unwrap(await acceptVoucher(world, buyer.actor, await buyer.allowance(signedNano)));
      return buyer;
    },
    retireChannels: async () => {
      await ledgerWorld.db.pool.query(`UPDATE channel SET state = 'closed', leaving_since = NULL`);
    },
    close: async () => {
      await devnet.stop();
      await ledgerWorld.close();
    },
  };
  // The wallet's history so far is booked, so that it takes no turn from the tests' own accounts.
  await world.follower.follow();
  return world;
}
