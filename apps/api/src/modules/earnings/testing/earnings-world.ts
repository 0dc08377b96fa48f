import { randomBytes } from 'node:crypto';
import type { AccountId, Earnings as Statement } from '@spindle/shared';
import { LOCAL_NETWORK_ID, type WalletSender } from '@spindle/ton';
import type { Actor } from '../../accounts/index.ts';
import type { ChainFollower } from '../../chain/index.ts';
import { actorOf, bindWallet } from '../../escrow/testing/bind-wallet.ts';
import { createEscrowWorld, type EscrowWorld } from '../../escrow/testing/escrow-world.ts';
import { holdOf, settleOne } from '../../ledger/testing/index.ts';
import { createEarnings, type Earnings, type EarningsDeps, followEarnings, voucherSignerFromSeed } from '../index.ts';
import type { LinkedNode } from '../tell-nodes.ts';

export const EARNINGS_CLOSE_DELAY_SECONDS = 86_400;

/** A provider with a live listing; with a wallet, unless told otherwise. */
export interface TestProvider {
  actor: Actor;
  accountId: AccountId;
  listingId: string;
  wallet: WalletSender;
}

/** The market with providers on a database of its own, and a real chain over HTTP. For tests. */
export interface EarningsWorld extends EscrowWorld {
  earnings: Earnings;
  deps: EarningsDeps;
  /** Machines that are linked, and what each of them was told; one that is `deaf` takes nothing. */
  linked: LinkedNode[];
  told: Map<string, Statement[]>;
  deaf: Set<string>;
  provider(options?: { hasWallet?: boolean }): Promise<TestProvider>;
  /** Has a provider earn so much by requests of a buyer. */
  earn(provider: TestProvider, ...amountsNano: bigint[]): Promise<void>;
  /** Follows the earnings accounts; the world's own follower does. */
  followAgain(): ChainFollower;
  /** The market's wallet sends what waits to be sent. @returns the keys. */
  carry(): Promise<string[]>;
  /** A machine of the provider has linked. */
  joinMachine(provider: TestProvider): Promise<void>;
  /** Another broker on the same database and chain. */
  another(more?: Partial<EarningsDeps>): Earnings;
}

export async function createEarningsWorld(): Promise<EarningsWorld> {
  const world = await createEscrowWorld();
  const signer = await voucherSignerFromSeed(randomBytes(32).toString('hex'));
  const linked: LinkedNode[] = [];
  const told = new Map<string, Statement[]>();
  const deaf = new Set<string>();
  const { treasury } = world;
  const deps: EarningsDeps = {
    ...world,
    swap: null,
    funding: { leastNano: 5n * 10n ** 8n, hours: 12 },
    nodes: {
      linked: () => linked,
      tellEarnings: async (nodeId, statement) => {
        if (deaf.has(nodeId)) return false;
        told.set(nodeId, [...(told.get(nodeId) ?? []), statement]);
        return true;
      },
    },
    market: {
      networkId: LOCAL_NETWORK_ID,
      payer: world.market.address,
      closeDelaySeconds: EARNINGS_CLOSE_DELAY_SECONDS,
      signer,
    },
    payoutStop: async () => null,
  };
  const kinds = [followEarnings(world), treasury.followed];
  const followAgain = () => world.anotherFollower({ kinds });
  const follower = followAgain();
  const buyer = await world.buyer({ depositedNano: 10n ** 15n });
  return {
    ...world,
    ...{ deps, followAgain, follower },
    carry: async () => {
      const waiting = `SELECT key FROM outgoing WHERE state = 'waiting' ORDER BY id`;
      const { rows } = await world.db.pool.query<{ key: string }>(waiting);
      await treasury.send();
      return rows.map(({ key }) => key);
    },
    joinMachine: async ({ listingId }) => {
      await world.db.pool.query(
        `INSERT INTO node (id, listing_id, identity_key, program, hardware, last_seen_at)
         VALUES ($1, $2, $3, 'spindle-node', '{}', $4)`,
        [crypto.randomUUID(), listingId, crypto.randomUUID(), new Date(world.clock.nowMs())],
      );
    },
    earnings: createEarnings(deps),
    another: (more = {}) => createEarnings({ ...deps, ...more }),
    linked,
    told,
    deaf,
    provider: async ({ hasWallet = true } = {}) => {
      const accountId = await world.person();
      const [listingId, wallet] = [await world.listing(accountId), await world.newWallet(10n ** 9n)];
      const actor = actorOf(accountId);
      if (hasWallet) await bindWallet(world, actor, wallet);
      return { actor, accountId, listingId, wallet };
    },
    earn: async ({ accountId }, ...amountsNano) => {
      for (const costNano of amountsNano) {
        const hold = holdOf(buyer, costNano);
        await world.ledger.openHold(hold);
        await settleOne(world, hold, { costNano, providerId: accountId });
      }
    },
  };
}
