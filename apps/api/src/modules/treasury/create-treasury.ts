import type { ChainTransaction } from '@spindle/ton';
import type { Clock, Sql } from '../../platform/index.ts';
import { delivered } from './delivered.ts';
import { dropOutgoing, findOutgoing, insertOutgoing } from './outgoing.repo.ts';
import type { Delivery, Outgoing, OutgoingMessage, OutgoingReason } from './outgoing.ts';

export interface TreasuryDeps {
  clock: Clock;
  /** Raw address of the market's wallet. */
  address: string;
}

/** What the market sends on chain, and its own wallet. */
export interface Treasury {
  /** Raw address of the market's wallet: payee of buyers' escrows, payer of earnings accounts. */
  readonly address: string;
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
}

/** @example await treasury.enqueue(sql, { key: `claim:${channel}:${total}`, kind: 'claim', … }) */
export function createTreasury({ clock, address }: TreasuryDeps): Treasury {
  const now = () => new Date(clock.nowMs());
  return {
    address,
    enqueue: (sql, message) => insertOutgoing(sql, address, message, now()),
    drop: (sql, key, reason) => dropOutgoing(sql, key, reason, now()),
    delivered: (sql, transaction) => delivered({ clock }, sql, transaction),
    find: findOutgoing,
  };
}
