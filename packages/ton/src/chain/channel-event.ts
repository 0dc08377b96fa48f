import { type Nano, nano } from '@spindle/shared';
import type { Cell } from '@ton/core';
import { CHANNEL_OP } from '../channel/messages.ts';
import type { ChainTransaction } from './transaction.ts';

/** What a channel says that it did, in its own transaction. */
export type ChannelEvent =
  | { kind: 'toppedUp'; amountNano: Nano; depositedNano: Nano }
  | { kind: 'claimed'; paidNano: Nano; totalNano: Nano }
  | { kind: 'closeRequested'; closeAt: number }
  | { kind: 'closeCancelled' }
  | { kind: 'closed'; paidNano: Nano; totalNano: Nano; refundedNano: Nano };

/** First 32 bits of each event's body. */
const EVENT = {
  toppedUp: 0x2b1c7e20,
  claimed: 0x2b1c7e21,
  closeRequested: 0x2b1c7e22,
  closeCancelled: 0x2b1c7e23,
  closed: 0x2b1c7e24,
} as const;

/**
 * What a channel's own transaction really did; null when it did nothing: refused, rolled back, or a plain transfer.
 * The account must be known to be a channel (its address follows from its terms): anyone's contract can log anything.
 */
export function channelEvent(transaction: ChainTransaction): ChannelEvent | null {
  if (transaction.exitCode !== 0 || !transaction.actionOk) return null;
  const [log] = transaction.logs;
  return log ? readEvent(log) : null;
}

/** What a channel's own transaction really added to its deposit, or null when it added nothing. */
export function depositOf(transaction: ChainTransaction): Nano | null {
  if (transaction.inMessage?.opcode !== CHANNEL_OP.topUp) return null;
  const event = channelEvent(transaction);
  return event?.kind === 'toppedUp' && event.amountNano > 0n ? event.amountNano : null;
}

function readEvent(log: Cell): ChannelEvent | null {
  if (log.bits.length < 32) return null;
  const slice = log.beginParse();
  const coins = () => nano(slice.loadCoins());
  switch (slice.loadUint(32)) {
    case EVENT.toppedUp:
      return { kind: 'toppedUp', amountNano: coins(), depositedNano: coins() };
    case EVENT.claimed:
      return { kind: 'claimed', paidNano: coins(), totalNano: coins() };
    case EVENT.closeRequested:
      return { kind: 'closeRequested', closeAt: slice.loadUint(32) };
    case EVENT.closeCancelled:
      return { kind: 'closeCancelled' };
    case EVENT.closed:
      return { kind: 'closed', paidNano: coins(), totalNano: coins(), refundedNano: coins() };
    default:
      return null;
  }
}
