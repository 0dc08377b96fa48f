import { type ChainTransaction, queryIdIn, type SentMessage, walletEvent } from '@spindle/ton';
import { type Clock, type Database, inTransaction, type ModuleLog, type Sql } from '../../platform/index.ts';
import { type Ledger, retryClash } from '../ledger/index.ts';
import { acceptBatch, landBatch, noteLeft, requeueUnsent } from './landed-batches.repo.ts';
import { moveOf, type Nature, natureOfReceived } from './move-of.ts';
import { MAX_OUTGOING_ID } from './outgoing.ts';
import { insertMove, lockWallet, saveWallet, type WalletRow } from './wallet.repo.ts';

export interface BookDeps {
  db: Database;
  clock: Clock;
  log: ModuleLog;
  ledger: Pick<Ledger, 'bookTreasury'>;
  /** Which of these addresses are buyers' escrows. */
  escrowsAmong(sql: Sql, addresses: readonly string[]): Promise<ReadonlySet<string>>;
}

/**
 * Books what the wallet's own transactions did, all with the new cursor or none: each into the ledger, and what it says
 * about a batch of ours.
 * @returns how many were booked.
 */
export function bookWallet(
  deps: BookDeps,
  seen: WalletRow,
  transactions: readonly ChainTransaction[],
): Promise<number> {
  return retryClash(() =>
    inTransaction(deps.db.pool, async (sql) => {
      const wallet = await lockWallet(sql, seen.address);
      if (wallet.cursor?.lt !== seen.cursor?.lt) return 0;
      const sources = [...new Set(transactions.flatMap(({ inMessage }) => inMessage?.source ?? []))];
      const escrows = await deps.escrowsAmong(sql, sources);
      let { balanceNano } = wallet;
      let cursor = wallet.cursor;
      for (const transaction of transactions) {
        const move = moveOf(transaction, await natureOf(deps, sql, transaction, escrows));
        await insertMove(sql, wallet.address, transaction, move);
        await deps.ledger.bookTreasury(sql, { wallet: wallet.address, lt: transaction.lt, gainNano: move.bookedNano });
        balanceNano += move.inNano - move.outNano - move.feeNano;
        cursor = { lt: transaction.lt, hash: transaction.hash };
      }
      if (cursor) await saveWallet(sql, wallet.address, balanceNano, cursor);
      return transactions.length;
    }),
  );
}

async function natureOf(
  deps: BookDeps,
  sql: Sql,
  transaction: ChainTransaction,
  escrows: ReadonlySet<string>,
): Promise<Nature> {
  const event = walletEvent(transaction);
  const [wallet, now] = [transaction.account, new Date(deps.clock.nowMs())];
  switch (event?.kind) {
    case 'received':
      return natureOfReceived(sql, transaction, event, escrows.has(event.source));
    case 'accepted': {
      const { queryId, isUnderWay } = event;
      const batchId = await acceptBatch(sql, { wallet, queryId, at: transaction, now });
      if (batchId === null) deps.log.error({ queryId }, 'the wallet took an order that no broker knows');
      // Too poor to carry the batch even to itself: it is used up, and nothing was sent.
      else if (!isUnderWay) await endBatch(deps, sql, { wallet, queryId, now });
      return { kind: 'order', party: null, principalNano: 0n };
    }
    case 'carriedOut': {
      const amountNano = await noteLeft(sql, wallet, event.sent.flatMap(toNamed), transaction);
      await endBatch(deps, sql, { wallet, queryId: event.queryId, now });
      return { kind: 'batch', party: null, principalNano: -amountNano };
    }
    default:
      return { kind: 'other', party: null, principalNano: 0n };
  }
}

/** Which message of ours this may be: it names its id, if it fits into our sequence. */
function toNamed({ body, destination }: SentMessage): { id: bigint; destination: string }[] {
  const id = queryIdIn(body);
  return id === null || id > MAX_OUTGOING_ID ? [] : [{ id, destination }];
}

async function endBatch(
  { log }: BookDeps,
  sql: Sql,
  batch: { wallet: string; queryId: number; now: Date },
): Promise<void> {
  const batchId = await landBatch(sql, batch);
  const unsent = batchId === null ? 0 : await requeueUnsent(sql, batchId, batch.now);
  if (unsent > 0) log.warn({ messages: unsent }, 'the market’s wallet could not pay for a whole batch');
}
