import { assertNever } from '@spindle/shared';
import { type ChainTransaction, type ChannelEvent, channelEvent } from '@spindle/ton';
import { type Database, inTransaction, type Sql } from '../../platform/index.ts';
import { type Ledger, retryClash } from '../ledger/index.ts';
import type { Treasury } from '../treasury/index.ts';
import { afterDelivery } from './after-delivery.ts';
import type { Channel } from './channel.ts';
import { type NotedEvent, noteChannelEvent } from './channel-events.repo.ts';
import { insertDeposit } from './deposits.repo.ts';
import { lockChannel, saveChainState } from './followed-channels.repo.ts';
import { insertRefund } from './refunds.repo.ts';

export interface ApplyDeps {
  db: Database;
  ledger: Pick<Ledger, 'creditDeposit' | 'debitRefund'>;
  treasury: Pick<Treasury, 'delivered'>;
}

type EventOf<Kind extends ChannelEvent['kind']> = Extract<ChannelEvent, { kind: Kind }>;

/**
 * Books what the channel's own transactions did: all of them with the new cursor, or nothing. When another broker has
 * moved the cursor meanwhile, nothing is left to do here.
 * @returns how many were booked.
 */
export function applyTransactions(
  deps: ApplyDeps,
  seen: Channel,
  transactions: readonly ChainTransaction[],
): Promise<number> {
  return retryClash(() =>
    inTransaction(deps.db.pool, async (sql) => {
      const channel = await lockChannel(sql, seen.address);
      if (!channel || channel.cursor?.lt !== seen.cursor?.lt) return 0;
      const applied = await applyAll(deps, sql, channel, transactions);
      await saveChainState(sql, applied.channel);
      return applied.count;
    }),
  );
}

async function applyAll(deps: ApplyDeps, sql: Sql, channel: Channel, transactions: readonly ChainTransaction[]) {
  let after = channel;
  for (const [count, transaction] of transactions.entries()) {
    const event = channelEvent(transaction);
    // What is held is billed or freed within minutes, and only then is it known what was the buyer's. The close waits
    // before the cursor until then; nothing new is held meanwhile.
    if (event?.kind === 'closed' && after.heldNano > 0n) return { channel: closing(after, transaction), count };
    const delivery = await deps.treasury.delivered(sql, transaction);
    if (delivery) after = afterDelivery(after, delivery, transaction.utime * 1_000);
    if (event) after = await applyEvent(deps, sql, after, transaction, event);
    after = { ...after, cursor: { lt: transaction.lt, hash: transaction.hash } };
  }
  return { channel: after, count: transactions.length };
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
      return credit(deps, sql, channel, transaction, event);
    case 'claimed':
      await note(sql, channel, transaction, 'claim', event.paidNano);
      return { ...channel, claimedNano: event.totalNano };
    case 'closeRequested':
      await note(sql, channel, transaction, 'close_asked');
      return closing(channel, transaction, event.closeAt * 1_000);
    case 'closeCancelled':
      await note(sql, channel, transaction, 'close_cancelled');
      // Ours to close it at once is still on its way: until that has ended, nothing more may be spent.
      if (channel.leavingSinceMs !== null) return { ...channel, closeAtMs: null };
      return { ...inState(channel, 'open', transaction), closeAtMs: null };
    case 'closed':
      if (event.paidNano > 0n) await note(sql, channel, transaction, 'claim', event.paidNano);
      await bookRefund(deps, sql, channel, transaction, event);
      return closed(channel, transaction, event.totalNano);
    default:
      return assertNever(event);
  }
}

/** A top-up that the chain shows is the buyer's money, once per transaction. */
async function credit(
  deps: ApplyDeps,
  sql: Sql,
  channel: Channel,
  transaction: ChainTransaction,
  { amountNano, depositedNano }: EventOf<'toppedUp'>,
): Promise<Channel> {
  if (amountNano === 0n) return channel;
  const { lt, hash } = transaction;
  const deposit = { channel: channel.address, lt, accountId: channel.accountId, amountNano };
  const isNew = await insertDeposit(sql, { ...deposit, hash, happenedAt: momentOf(transaction) });
  if (!isNew) return channel;
  // No transaction is ever skipped, so the channel's own sum is ours; if it is not, crediting more makes it worse.
  if (channel.depositedNano + amountNano !== depositedNano)
    throw new Error('a channel has another deposit than we know');
  await deps.ledger.creditDeposit(sql, deposit);
  const opened = channel.state === 'expected' ? inState(channel, 'open', transaction) : channel;
  return { ...opened, depositedNano };
}

/** What a close paid back leaves our books; the coins beyond the deposit (reserve, stray ones) were never in them. */
async function bookRefund(
  deps: ApplyDeps,
  sql: Sql,
  channel: Channel,
  transaction: ChainTransaction,
  { refundedNano, totalNano }: EventOf<'closed'>,
): Promise<void> {
  const leftNano = channel.depositedNano - channel.spentNano;
  const onChainNano = channel.depositedNano - totalNano;
  const refundNano = refundedNano < onChainNano ? refundedNano : onChainNano;
  const { address, accountId } = channel;
  const { lt, hash } = transaction;
  const seen = { channel: address, lt, hash, accountId, happenedAt: momentOf(transaction) };
  await insertRefund(sql, { ...seen, amountNano: refundNano, paidNano: refundedNano });
  if (refundNano === 0n) return;
  await deps.ledger.debitRefund(sql, { channel: address, accountId, refundNano, leftNano });
}

/** What the market took with a close is a claim of the same transaction. */
async function note(
  sql: Sql,
  { address: channel, accountId }: Channel,
  transaction: ChainTransaction,
  kind: NotedEvent['kind'],
  amountNano = 0n,
): Promise<void> {
  await noteChannelEvent(sql, { channel, accountId, kind, amountNano, transaction, happenedAt: momentOf(transaction) });
}

function closing(channel: Channel, transaction: ChainTransaction, closeAtMs = channel.closeAtMs): Channel {
  return { ...inState(channel, 'closing', transaction), closeAtMs };
}

function closed(channel: Channel, transaction: ChainTransaction, claimedNano: bigint): Channel {
  const after = inState(channel, 'closed', transaction);
  return { ...after, claimedNano, closeAtMs: null, leavingSinceMs: null };
}

function inState(channel: Channel, state: Channel['state'], transaction: ChainTransaction): Channel {
  return channel.state === state ? channel : { ...channel, state, stateSinceMs: momentOf(transaction).getTime() };
}

const momentOf = (transaction: ChainTransaction): Date => new Date(transaction.utime * 1_000);
