import type { Cell } from '@ton/core';
import type { ChainTransaction, SentMessage } from '../chain/transaction.ts';
import { INTERNAL_TRANSFER_OP } from './sign-batch.ts';

/**
 * What a highload wallet's own transaction did.
 * `accepted`: it took a batch; unless it was too poor, the batch is on its way to the wallet itself.
 * `carriedOut`: it sent the batch's messages, those that it could pay for.
 * `received`: coins came, or came back.
 */
export type WalletEvent =
  | { kind: 'accepted'; queryId: number; isUnderWay: boolean }
  | { kind: 'carriedOut'; queryId: number; sent: SentMessage[] }
  | { kind: 'received'; source: string; valueNano: bigint; isBounced: boolean; opcode: number | null };

/** @returns null for what changes nothing but fees: an order that the wallet refused after it had paid for it. */
export function walletEvent(transaction: ChainTransaction): WalletEvent | null {
  const { inMessage, account, sent } = transaction;
  if (!inMessage) return null;
  const { source, body, valueNano, isBounced, opcode } = inMessage;
  if (source === null) {
    const queryId = orderedQueryId(body);
    return queryId === null ? null : { kind: 'accepted', queryId, isUnderWay: sent.length > 0 };
  }
  const isBatch = source === account && opcode === INTERNAL_TRANSFER_OP && !isBounced;
  if (isBatch) return { kind: 'carriedOut', queryId: Number(queryIdIn(body) ?? 0n), sent };
  return { kind: 'received', source, valueNano, isBounced, opcode };
}

/** The query id of an order, as `signBatch` writes it. */
function orderedQueryId(body: Cell): number | null {
  try {
    const slice = body.beginParse();
    const order = slice.skip(512).loadRef().beginParse();
    order.loadRef();
    return order.skip(32 + 8).loadUint(23);
  } catch {
    return null;
  }
}

/** The 64 bits after an opcode, by which a message and its answers name each other; null when there are none. */
export function queryIdIn(body: Cell): bigint | null {
  if (body.bits.length < 32 + 64) return null;
  return body.beginParse().skip(32).loadUintBig(64);
}

/** The same of what came back: a bounced body is 32 ones, then the first bits of what was sent. */
export function bouncedQueryIdIn(body: Cell): bigint | null {
  if (body.bits.length < 32 + 32 + 64) return null;
  return body.beginParse().skip(64).loadUintBig(64);
}
