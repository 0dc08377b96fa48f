import type { WalletView } from '../accounts/shapes.ts';

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
  sessionKey: string;
  checkedAt: number | null;
  closeAt: number | null;
}

export interface SpendableView {
  depositedNano: bigint;
  signedNano: bigint;
  spentNano: bigint;
  heldNano: bigint;
  spendableNano: bigint;
}

export interface WalletOverview {
  wallet: WalletView | null;
  channel: ChannelView | null;
  balances: SpendableView;
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
  kind: 'deposit' | 'spend' | 'earn' | 'hold' | 'release';
  /** Signed: what left is negative. */
  amountNano: bigint;
  atMs: number;
  jobId?: string;
  modelId?: string;
  transactionHash?: string;
  channel?: string;
}

export interface MovementPage {
  items: Movement[];
  next: string | null;
}
