import type { SigningKey } from '@spindle/shared';
import { type ChainReader, type ChainSender, type ChainTransaction, highloadWallet } from '@spindle/ton';
import type { Sql } from '../../platform/index.ts';
import type { FollowedKind } from '../chain/index.ts';
import { type BookDeps, bookWallet } from './book-wallet.ts';
import { delivered } from './delivered.ts';
import { giveUpExpired } from './give-up-expired.ts';
import { dropOutgoing, findOutgoing, insertOutgoing } from './outgoing.repo.ts';
import type { Delivery, Outgoing, OutgoingMessage, OutgoingReason } from './outgoing.ts';
import { prepareBatch } from './prepare-batch.ts';
import { sendBatches } from './send-batches.ts';
import { destinationsUnderWay, readStatus, type TreasuryStatus } from './status.repo.ts';
import { markWalletChecked, readWallet, type WalletRow } from './wallet.repo.ts';

export interface TreasuryDeps extends BookDeps {
  reader: Pick<ChainReader, 'getAccount' | 'nowSeconds'>;
  sender: ChainSender;
  /** Raw address of the market's wallet. */
  address: string;
  /** What signs for it; without it this broker sends nothing new, and only follows. Must be the wallet's own. */
  key: SigningKey | null;
  /** Has an account looked at in the next round of following. */
  poke(address: string): void;
}

/** What the market sends on chain, and its own wallet. */
export interface Treasury {
  /** Raw address of the market's wallet: payee of buyers' escrows, payer of earnings accounts. */
  readonly address: string;
  /** Whether this broker has the key. Without it what is enqueued waits for a broker that has. */
  readonly canSign: boolean;
  /** In the caller's transaction. A wish of the same key is sent once; asked for again, it may only get more urgent. */
  enqueue(sql: Sql, message: OutgoingMessage): Promise<{ outgoing: Outgoing; isNew: boolean }>;
  /** In the caller's transaction. Gives up what still waits. @returns false when it may be on its way, or is done. */
  drop(sql: Sql, key: string, reason: OutgoingReason): Promise<boolean>;
  /**
   * To be called for each transaction of an account that one follows, in the database transaction that moves the cursor.
   * @returns what became of our message that caused it; null when none of ours did, or its end was told before.
   */
  delivered(sql: Sql, transaction: ChainTransaction): Promise<Delivery | null>;
  /** @returns null when nothing of this key was ever wished for. */
  find(sql: Sql, key: string): Promise<Outgoing | null>;
  /** The wallet itself, to be followed. */
  followed: FollowedKind<WalletRow>;
  /** One round of sending. Clockwork calls it again and again, in every broker. */
  send(): Promise<void>;
  status(): Promise<TreasuryStatus>;
}

/** @example await treasury.enqueue(sql, { key: `claim:${channel}:${total}`, kind: 'claim', … }) */
export function createTreasury(deps: TreasuryDeps): Treasury {
  const { db, clock, address, key } = deps;
  if (key && highloadWallet(key.publicKey).address !== address) throw new Error('this key is not the wallet’s');
  const now = () => new Date(clock.nowMs());

  async function send(): Promise<void> {
    await readWallet(db.pool, address);
    await giveUpExpired(deps);
    if (key) while (await prepareBatch({ ...deps, key }));
    await sendBatches(deps);
    deps.poke(address);
    for (const destination of await destinationsUnderWay(db.pool, address)) deps.poke(destination);
  }

  return {
    address,
    canSign: key !== null,
    enqueue: (sql, message) => insertOutgoing(sql, address, message, now()),
    drop: (sql, outgoingKey, reason) => dropOutgoing(sql, outgoingKey, reason, now()),
    delivered: (sql, transaction) => delivered(deps, sql, transaction),
    find: findOutgoing,
    followed: {
      name: 'wallet',
      accountsToFollow: async () => [await readWallet(db.pool, address)],
      markChecked: (addresses, at) => markWalletChecked(db.pool, addresses, at),
      book: (wallet, transactions) => bookWallet(deps, wallet, transactions),
    },
    send,
    status: () => readStatus(db.pool, address),
  };
}
