import type { ChainTransaction, Cursor } from '@spindle/ton';

/** An account whose history is followed, as its owner's row has it. */
export interface FollowedAccount {
  /** Raw. */
  address: string;
  /** The last transaction that was booked; null before the first. */
  cursor: Cursor | null;
  /** When it was last looked at with success; null before the first time. */
  checkedAtMs: number | null;
}

/** What a round asks of the owner of accounts. */
export interface Turn {
  /** How many at most: those that somebody waits for (`pokes`) first, then those untried for longest. */
  limit: number;
  now: Date;
  pokes: readonly string[];
  /** When an account was last tried in vain: that counts as its turn too. */
  failedAt: ReadonlyMap<string, Date>;
}

/**
 * One kind of account, and what its owner does with what the chain shows: buyers' escrows, for instance.
 * Methods may throw only when the database is away, or when a transaction cannot be booked.
 */
export interface FollowedKind<Account extends FollowedAccount = FollowedAccount> {
  /** For the log. */
  name: string;
  accountsToFollow(turn: Turn): Promise<Account[]>;
  /** These were looked at just now, with success. */
  markChecked(addresses: string[], now: Date): Promise<void>;
  /**
   * Books these transactions, oldest first, all after the account's cursor: together with the new cursor, or nothing. May
   * stop before one that cannot be booked yet: it comes again. Another broker may have booked them meanwhile.
   * @returns how many were booked.
   */
  book(account: Account, transactions: readonly ChainTransaction[]): Promise<number>;
}
