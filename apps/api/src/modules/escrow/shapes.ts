import type { ErrorCode } from '@spindle/shared';
import type { SpendingRules, WalletView } from '../accounts/shapes.ts';

// Types only: see the note in accounts/shapes.ts.

/** Terms by which a device builds its channel, and so its address. */
export interface ChannelTermsView {
  address: string;
  payer: string;
  payee: string;
  networkId: number;
  sessionKey: string;
  closeDelaySeconds: number;
  salt: string;
  minDepositNano: bigint;
}

export interface ChannelView {
  address: string;
  state: 'expected' | 'open' | 'closing' | 'closed';
  why: string | null;
  sinceMs: number;
  depositedNano: bigint;
  claimedNano: bigint;
  signedNano: bigint;
  spentNano: bigint;
  heldNano: bigint;
  sessionKey: string;
  /** The wallet that deposits, and that the rest goes back to. */
  payer: string;
  closeDelaySeconds: number;
  checkedAt: number | null;
  /** From when a close may be finished, by the chain's time; null when it is not closing. */
  closeAt: number | null;
  /** Whether our order to close it at once is on its way. */
  isLeaving: boolean;
  /** How long that is from now, whatever the clocks of broker and device say. */
  closesInMs: number | null;
}

export interface SpendableView {
  depositedNano: bigint;
  signedNano: bigint;
  spentNano: bigint;
  heldNano: bigint;
  /** What any device and key may spend now. */
  spendableNano: bigint;
  /** What the device that has the escrow's key may spend now if it signs for it, as it does in strict mode. */
  signableNano: bigint;
}

/** What the person lets be spent, and how much of it is used. */
export interface SpendingView extends SpendingRules {
  /** Spent today (UTC), with all that is held now: it may still be charged today. */
  usedTodayNano: bigint;
}

export interface WalletOverview {
  wallet: WalletView | null;
  channel: ChannelView | null;
  /** The account's other channels that still hold money. */
  otherChannels: ChannelView[];
  balances: SpendableView;
  spending: SpendingView;
  earnedNano: bigint;
}

export interface AllowanceInput {
  channel: string;
  cumulativeNano: bigint;
  /** Hex. */
  signature: string;
}

export interface CloseNowInput {
  channel: string;
  /** What the market keeps of all that was deposited: what was spent, neither more nor less. */
  totalNano: bigint;
  /** Of the escrow's key over the agreement to close with this total. Hex. */
  signature: string;
}

export interface DepositWatch {
  state: 'waiting' | 'credited';
  depositedNano: bigint;
  sinceMs: number;
}

/**
 * claim: the market moved on chain what answers had cost; close: it was asked to close at once; payout: a provider's;
 * given_back, taken_back: of a dispute, to the buyer and from the provider; credit: what a closed escrow owed after that, sent.
 */
export type MovementKind =
  | 'deposit'
  | 'spend'
  | 'earn'
  | 'hold'
  | 'refund'
  | 'claim'
  | 'close'
  | 'close_asked'
  | 'close_cancelled'
  | 'allowance'
  | 'payout'
  | 'given_back'
  | 'taken_back'
  | 'credit';

/** waiting: to be sent, or to end; seen: sent, and not confirmed; final: it happened; refused: the chain would not. */
export type MovementState = 'waiting' | 'seen' | 'final' | 'refused';

export interface Movement {
  id: string;
  kind: MovementKind;
  /** What it changes of the person's money here. Signed: what left is negative. */
  amountNano: bigint;
  atMs: number;
  state: MovementState;
  /** Why it waits or was refused, by a code of our errors, and since when. */
  reason?: ErrorCode;
  sinceMs?: number;
  /** What moves on chain and changes nothing here (a claim is for answers that were paid), or a total that was signed. */
  movedNano?: bigint;
  jobId?: string;
  modelId?: string;
  transactionHash?: string;
  /** The contract: an escrow, or a provider's earnings account. */
  channel?: string;
  /** What a refund brought beside the deposit's rest: the storage reserve, stray coins. */
  besidesNano?: bigint;
  disputeId?: string;
}

/** A period of movements: from, and up to but without. */
export interface StatementPeriod {
  fromMs?: number | undefined;
  toMs?: number | undefined;
}

export interface MovementPage {
  items: Movement[];
  next: string | null;
}
