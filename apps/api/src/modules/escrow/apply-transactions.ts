import { assertNever } from '@spindle/shared';
import { type ChainTransaction, type ChannelEvent, channelEvent, depositOf } from '@spindle/ton';
import { type Database, inTransaction, type Sql } from '../../platform/index.ts';
import type { Ledger } from '../ledger/index.ts';
import type { Channel } from './channel.ts';
import { insertDeposit, lockChannel, saveChainState } from './channels.repo.ts';

export interface ApplyDeps {
  db: Database;
  ledger: Pick<Ledger, 'creditDeposit' | 'debitRefund'>;
}

/**
 * Books what the channel's own transactions did: all of them with the new cursor, or nothing. When another broker has
 * moved the cursor meanwhile, nothing is left to do here.
 */
export async function applyTransactions(
  deps: ApplyDeps,
  seen: Channel,
  transactions: readonly ChainTransaction[],
): Promise<void> {
  await inTransaction(deps.db.pool, async (sql) => {
    const channel = await lockChannel(sql, seen.address);
    if (!channel || channel.cursor?.lt !== seen.cursor?.lt) return;
    let state = channel;
    for (const transaction of transactions) {
      const event = channelEvent(transaction);
      if (event) state = await applyEvent(deps, sql, state, transaction, event);
      state = { ...state, cursor: { lt: transaction.lt, hash: transaction.hash } };
    }
    await saveChainState(sql, state);
  });
}

async function applyEvent(
  deps: ApplyDeps,
  sql: Sql,
  channel: Channel,
  transaction: ChainTransaction,
  event: ChannelEvent,
): Promise<Channel> {
  switch (event.kind) {
    case 'toppedUp':
      return credit(deps, sql, channel, transaction);
    case 'claimed':
      return { ...channel, claimedNano: event.totalNano };
    case 'closeRequested':
      return { ...channel, state: 'closing', closeAtMs: event.closeAt * 1_000 };
    case 'closeCancelled':
      return { ...channel, state: 'open', closeAtMs: null };
    case 'closed':
      await bookRefund(deps, sql, channel, event.refundedNano);
      return { ...channel, state: 'closed', claimedNano: event.totalNano, closeAtMs: null };
    default:
      return assertNever(event);
  }
}

/** A top-up that the chain shows is the buyer's money, once per transaction. */
async function credit(deps: ApplyDeps, sql: Sql, channel: Channel, transaction: ChainTransaction): Promise<Channel> {
  const amountNano = depositOf(transaction);
  if (amountNano === null) return channel;
  const { lt, hash } = transaction;
  const named = { channel: channel.address, lt, accountId: channel.accountId, amountNano };
  const isNew = await insertDeposit(sql, { ...named, hash, happenedAt: new Date(transaction.utime * 1_000) });
  if (!isNew) return channel;
  await deps.ledger.creditDeposit(sql, named);
  const state = channel.state === 'expected' ? 'open' : channel.state;
  return { ...channel, state, depositedNano: channel.depositedNano + amountNano };
}

/** What a close paid back leaves our books; the coins beyond the deposit (reserve, stray ones) were never in them. */
async function bookRefund(deps: ApplyDeps, sql: Sql, channel: Channel, refundedNano: bigint): Promise<void> {
  const leftNano = channel.depositedNano - channel.spentNano - channel.heldNano;
  const onChainNano = channel.depositedNano - channel.claimedNano;
  const refundNano = refundedNano < onChainNano ? refundedNano : onChainNano;
  if (refundNano === 0n) return;
  const { address, accountId } = channel;
  await deps.ledger.debitRefund(sql, { channel: address, accountId, refundNano, leftNano });
}
