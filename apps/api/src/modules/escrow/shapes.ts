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

export interface DepositWatch {
  state: 'waiting' | 'credited';
  depositedNano: bigint;
  sinceMs: number;
}

export interface Movement {
  id: string;
  kind: 'deposit' | 'spend' | 'earn' | 'hold' | 'release' | 'refund';
  /** Signed: what left is negative. */
  amountNano: bigint;
  atMs: number;
  jobId?: string;
  modelId?: string;
  transactionHash?: string;
  channel?: string;
  /** What a refund brought beside the deposit's rest: the storage reserve, stray coins. */
  besidesNano?: bigint;
}

export interface MovementPage {
  items: Movement[];
  next: string | null;
}
