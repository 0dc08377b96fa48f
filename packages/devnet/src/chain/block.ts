import { Address, Cell, Dictionary, loadTransaction, type Transaction } from '@ton/core';
import * as z from 'zod/mini';
import { normalizedHash } from './message-hash.ts';

/** What the index keeps of a transaction: hashes ready-made, the rest packed, since parsed ones fill the memory. */
const TransactionRowSchema = z.object({
  /** Raw address. */
  account: z.string(),
  lt: z.string(),
  /** Hashes are base64. */
  hash: z.string(),
  boc: z.string(),
  /** Of the incoming message's cell; absent for transactions without one. */
  messageHash: z.optional(z.string()),
  /** {@link normalizedHash} of an external message. */
  normalizedHash: z.optional(z.string()),
  outHashes: z.array(z.string()),
});

/** One line of the journal: a message with all that it caused, and the accounts as it left them. */
export const BlockSchema = z.object({
  seqno: z.int(),
  /** Unix time in seconds, by the chain's clock. */
  time: z.int(),
  /** How far the chain's clock is ahead of the machine's. */
  timeShiftSeconds: z.int(),
  /** Logical time after the block. */
  lt: z.string(),
  /** Hash of the line before, so that a line that is missing or altered is noticed. */
  previous: z.string(),
  transactions: z.array(TransactionRowSchema),
  /** Raw address → `ShardAccount` BoC in base64. */
  accounts: z.record(z.string(), z.string()),
});

export type TransactionRow = z.output<typeof TransactionRowSchema>;
export type Block = z.output<typeof BlockSchema>;

/** The row of a transaction that has just run. */
export function toRow(transaction: Transaction): TransactionRow {
  const messages = messageCells(transaction.raw);
  const normalized = transaction.inMessage ? normalizedHash(transaction.inMessage) : null;
  return {
    account: accountOf(transaction),
    lt: String(transaction.lt),
    hash: transaction.hash().toString('base64'),
    boc: transaction.raw.toBoc().toString('base64'),
    ...(messages.incoming ? { messageHash: messages.incoming.hash().toString('base64') } : {}),
    ...(normalized ? { normalizedHash: normalized } : {}),
    outHashes: messages.outgoing.map((cell) => cell.hash().toString('base64')),
  };
}

/** The transaction that a row packs. */
export function unpack(row: TransactionRow): Transaction {
  return loadTransaction(Cell.fromBase64(row.boc).beginParse());
}

/**
 * Messages as they lie in a transaction: writing a parsed message again may give another cell, hence another hash.
 * (`transaction$0111 … ^[in_msg:(Maybe ^(Message Any)) out_msgs:(HashmapE 15 ^(Message Any))] …`)
 */
export function messageCells(transaction: Cell): { incoming: Cell | null; outgoing: Cell[] } {
  const messages = transaction.beginParse().loadRef().beginParse();
  const incoming = messages.loadMaybeRef();
  const outgoing = messages.loadDict(Dictionary.Keys.Uint(15), Dictionary.Values.Cell());
  return { incoming, outgoing: outgoing.values() };
}

function accountOf(transaction: Transaction): string {
  const { inMessage, address } = transaction;
  const destination = inMessage?.info.dest;
  if (Address.isAddress(destination)) return destination.toRawString();
  return `0:${address.toString(16).padStart(64, '0')}`;
}
