import type { Message, Transaction } from '@ton/core';

const PAYOUT_NOTICE = 0x2b1c7e10;
const REFUND_NOTICE = 0x2b1c7e11;

/**
 * Nano that a transaction of a channel paid to payee, as its notice says. The message brings at least that: on top of it
 * comes what payee attached to a claim and did not need.
 */
export function payoutOf(transaction: Transaction): bigint {
  return noticesOf(transaction, PAYOUT_NOTICE).reduce((sum, message) => {
    const notice = message.body.beginParse().skip(32 + 64);
    notice.loadCoins(); // the total
    const paid = notice.loadCoins();
    if (broughtBy(message) < paid) throw new Error('a payout brings less than it says');
    return sum + paid;
  }, 0n);
}

/** Nano that it gave back to payer. */
export const refundOf = (transaction: Transaction): bigint =>
  noticesOf(transaction, REFUND_NOTICE).reduce((sum, message) => sum + broughtBy(message), 0n);

/**
 * What a transaction made (+) or lost (−) out of nothing: what came in and was there, less what went out, was taken as
 * fees, and is there now. Anything but zero is a fault in our understanding.
 */
export function unexplainedNano(transaction: Transaction, beforeNano: bigint, afterNano: bigint): bigint {
  const received = broughtBy(transaction.inMessage);
  const sent = transaction.outMessages.values().reduce((sum, message) => sum + broughtBy(message) + feeOf(message), 0n);
  return sent + transaction.totalFees.coins + afterNano - (received + beforeNano);
}

function noticesOf(transaction: Transaction, op: number): Message[] {
  return transaction.outMessages.values().filter(({ info, body }) => {
    return info.type === 'internal' && body.bits.length >= 32 && body.beginParse().preloadUint(32) === op;
  });
}

function broughtBy(message: Message | null | undefined): bigint {
  return message?.info.type === 'internal' ? message.info.value.coins : 0n;
}

/** The part of the forward fee that travels with the message, to be taken by the next block. */
function feeOf(message: Message): bigint {
  return message.info.type === 'internal' ? message.info.forwardFee : 0n;
}
