import { assertNever } from '@spindle/shared';
import { type ChainTransaction, type ChannelEvent, channelEvent } from '@spindle/ton';
import { type Database, inTransaction, type Sql } from '../../platform/index.ts';
import { retryClash } from '../ledger/index.ts';
import type { Delivery, Treasury } from '../treasury/index.ts';
import { type BookClaimDeps, bookClaim } from './book-claim.ts';
import type { EarningsAccount } from './earnings-account.ts';
import { lockAccount, saveChainState } from './followed-accounts.repo.ts';
import { lockOpenPayout, setPayoutState } from './payouts.repo.ts';

export interface ApplyDeps extends BookClaimDeps {
  db: Database;
  treasury: Pick<Treasury, 'delivered'>;
}

/**
 * Books what an earnings account's own transactions did: all of them with the new cursor, or nothing. When another broker
 * has moved the cursor meanwhile, nothing is left to do here.
 * @returns how many were booked.
 */
export function applyTransactions(
  deps: ApplyDeps,
  seen: EarningsAccount,
  transactions: readonly ChainTransaction[],
): Promise<number> {
  return retryClash(() =>
    inTransaction(deps.db.pool, async (sql) => {
      const account = await lockAccount(sql, seen.address);
      if (!account || account.cursor?.lt !== seen.cursor?.lt) return 0;
      let after = account;
      for (const transaction of transactions) after = await applyOne(deps, sql, after, transaction);
      await saveChainState(sql, after);
      return transactions.length;
    }),
  );
}

async function applyOne(
  deps: ApplyDeps,
  sql: Sql,
  account: EarningsAccount,
  transaction: ChainTransaction,
): Promise<EarningsAccount> {
  const delivery = await deps.treasury.delivered(sql, transaction);
  const event = channelEvent(transaction);
  const done = event ? await applyEvent(deps, sql, account, transaction, event) : account;
  const { lt, hash } = transaction;
  return { ...(await applyRefusal(sql, done, delivery)), cursor: { lt, hash } };
}

async function applyEvent(
  deps: ApplyDeps,
  sql: Sql,
  account: EarningsAccount,
  transaction: ChainTransaction,
  event: ChannelEvent,
): Promise<EarningsAccount> {
  switch (event.kind) {
    case 'toppedUp':
      return toppedUp(account, transaction, event.depositedNano);
    case 'claimed':
      return bookClaim(deps, sql, account, transaction, event.totalNano);
    case 'closeRequested':
      return { ...inState(account, 'closing', transaction), closeAtMs: event.closeAt * 1_000 };
    case 'closeCancelled':
      return { ...inState(account, 'open', transaction), closeAtMs: null };
    case 'closed': {
      const claimed = await bookClaim(deps, sql, account, transaction, event.totalNano);
      return { ...inState(claimed, 'closed', transaction), closeAtMs: null, fundingNano: null, fundingKey: null };
    }
    default:
      return assertNever(event);
  }
}

/** Coins of ours went from our wallet into our contract: nothing moves in the books. */
function toppedUp(account: EarningsAccount, transaction: ChainTransaction, depositedNano: bigint): EarningsAccount {
  const opened = account.state === 'expected' ? inState(account, 'open', transaction) : account;
  const isHere = account.fundingNano !== null && depositedNano >= account.fundingNano;
  return { ...opened, depositedNano, ...(isHere && { fundingNano: null, fundingKey: null }) };
}

/** A message of ours that the contract refused: what it was for can be tried again. */
async function applyRefusal(sql: Sql, account: EarningsAccount, delivery: Delivery | null): Promise<EarningsAccount> {
  if (delivery?.state !== 'refused') return account;
  if (delivery.key === account.fundingKey) return { ...account, fundingNano: null, fundingKey: null };
  const open = await lockOpenPayout(sql, account.address);
  if (open?.outgoingKey === delivery.key) {
    const reason = delivery.reason === 'voucher_stale' ? 'payout_claimed_alone' : 'payout_refused';
    await setPayoutState(sql, open.id, 'refused', reason, new Date(delivery.sinceMs));
  }
  return account;
}

function inState(
  account: EarningsAccount,
  state: EarningsAccount['state'],
  { utime }: ChainTransaction,
): EarningsAccount {
  return account.state === state ? account : { ...account, state, stateSinceMs: utime * 1_000 };
}
