import type { ErrorCode } from '@spindle/shared';
import type { MessageBody, StateCells } from '@spindle/ton';

export type OutgoingKind = 'claim' | 'close_now' | 'fund' | 'payout' | 'credit';
export type OutgoingState = 'waiting' | 'batched' | 'done' | 'refused' | 'dropped';

/**
 * Why a message is where it is. Of one that was refused: the code of what the receiver said. Of one that waits:
 * `treasury_low` (the wallet could not pay for it), `order_expired` (its batch never landed, and never can).
 */
export type OutgoingReason = ErrorCode;

/** Query ids are 64 bits, of which our sequence uses 63. */
export const MAX_OUTGOING_ID = 2n ** 63n - 1n;

/** What comes first when not all can go at once. */
export const PRIORITY = { closing: 0, claim: 10, payout: 20, fund: 30 } as const;

/** A message that the market must send, once. */
export interface OutgoingMessage {
  /** Deterministic: the same wish has the same key, and is sent once. */
  key: string;
  kind: OutgoingKind;
  /** Raw address of a contract of ours: its follower tells when the message has come. Of a credit a person's wallet, which nobody follows: it is done when it has left ours. */
  destination: string;
  /** What the message carries. */
  valueNano: bigint;
  /** Of it, what stays ours at the receiver (the coins of a funding). The rest is for fees, and comes back unused. */
  amountNano?: bigint;
  /** Small first: {@link PRIORITY}. */
  priority: number;
  /** The body, which must name this query id: by it the receiver's transaction is known again. */
  body(queryId: bigint): MessageBody;
  /** Deploys the receiver. */
  init?: StateCells | null;
}

/** A row of `outgoing`. */
export interface Outgoing {
  id: bigint;
  key: string;
  kind: OutgoingKind;
  wallet: string;
  destination: string;
  valueNano: bigint;
  amountNano: bigint;
  state: OutgoingState;
  reason: OutgoingReason | null;
  /** By our clock. */
  sinceMs: number;
  /** The receiver's own transaction that took or refused it. */
  deliveredHash: string | null;
}

/** What became of a message at its receiver. */
export interface Delivery extends Outgoing {
  state: 'done' | 'refused';
  /** Of the receiver's code; null when it did not run. */
  exitCode: number | null;
}
