import type { ErrorCode } from '@spindle/shared';

// Types only: see the note in accounts/shapes.ts.

/** A provider's contract on chain. */
export interface EarningsAccountView {
  address: string;
  /** expected: not on the chain yet. */
  state: 'expected' | 'open' | 'closing' | 'closed';
  sinceMs: number;
  /** The wallet that it pays. */
  payee: string;
  /** The account of the wallet that is proven now: new earnings are promised here. */
  isCurrent: boolean;
  promisedNano: bigint;
  depositedNano: bigint;
  claimedNano: bigint;
  /** What can be taken now, with us or without: promised and funded, and not claimed yet. */
  claimableNano: bigint;
  /** A top-up is on its way. */
  isBeingFunded: boolean;
  /** From when the market could take the rest back, while it is closing; null otherwise. */
  closeAtMs: number | null;
  checkedAtMs: number | null;
}

export type PayoutSchedule = 'on_demand' | 'on_threshold' | 'daily' | 'weekly';

export interface PayoutSettings {
  schedule: PayoutSchedule;
  /** The least that a payout by itself pays. */
  thresholdNano: bigint;
}

/** waiting_funds: the account is being funded; stopped: all payouts stand still; queued: in the market's next batch. */
export type PayoutState = 'waiting_funds' | 'stopped' | 'queued' | 'sent' | 'paid' | 'refused';

export interface PayoutView {
  id: string;
  address: string;
  /** `alone`: claimed by the provider, without us. */
  askedBy: 'provider' | 'schedule' | 'alone';
  state: PayoutState;
  reason: ErrorCode | null;
  sinceMs: number;
  createdAtMs: number;
  /** Null until it is sent for: it is then all that is claimable. */
  amountNano: bigint | null;
  transactionHash: string | null;
  paidAtMs: number | null;
}

export interface PayoutPage {
  items: PayoutView[];
  next: string | null;
}

/**
 * What the next payout waits for. in_work: see `open`; ask: yours to ask for; time: the schedule, `atMs` says when;
 * threshold: more earnings; nothing: nothing was earned since; the rest is a code of our errors.
 */
export type NextPayoutWhy = 'in_work' | 'ask' | 'time' | 'threshold' | 'promising' | 'nothing' | ErrorCode;

export interface NextPayout {
  why: NextPayoutWhy;
  /** Since when that is so; null where it has no beginning. */
  sinceMs: number | null;
  /** When it goes out by itself; null when that is not known. */
  atMs: number | null;
  /** What it would pay now. */
  amountNano: bigint;
}

/** The provider's money screen. */
export interface EarningsOverview {
  /** Ever. */
  earnedNano: bigint;
  /** Of it, what we have signed for. */
  promisedNano: bigint;
  /** What lies in their accounts on chain for them, ahead of use too. */
  fundedNano: bigint;
  claimableNano: bigint;
  paidNano: bigint;
  /** Why new earnings are not promised; null while they are. */
  why: ErrorCode | null;
  /** The current one first; of earlier ones those that still owe something. */
  accounts: EarningsAccountView[];
  settings: PayoutSettings;
  next: NextPayout;
  /** Payouts that are not ended. */
  open: PayoutView[];
  leastPayoutNano: bigint;
  /** Whether the market can carry payouts; if not, the provider claims alone. */
  isCarrying: boolean;
  /** Into what coins can be changed after a payout; null where they can't. */
  swapsTo: string | null;
}

/** What a wallet is asked to send so that the provider takes their money without us. Its shape is TonConnect's. */
export interface ClaimMessage {
  address: string;
  amount: string;
  payload: string;
  /** It must be sent from this wallet. */
  payee: string;
  /** What it brings. */
  claimNano: bigint;
}

/** What coins bring at an exchange now, in the jetton's units. */
export interface SwapPrice {
  offerNano: bigint;
  askUnits: bigint;
  /** The least that it shall bring: given on to the transfer. */
  minAskUnits: bigint;
  symbol: string;
  decimals: number;
  /** Whose price it is. */
  exchange: string;
  /** How long a transfer is good for: later, the exchange gives the coins back. */
  lifeSeconds: number;
}

/** What a wallet is asked to send so that its coins are changed. Its shape is TonConnect's. */
export interface SwapMessage {
  address: string;
  amount: string;
  payload: string;
  /** It must be sent from this wallet, which also receives. */
  wallet: string;
  deadlineMs: number;
}

/** For admins: what lies on all providers' accounts that are not closed, and what their open payouts wait for. */
export interface EarningsTotals {
  accounts: number;
  promisedNano: bigint;
  depositedNano: bigint;
  claimedNano: bigint;
  /** Funded beyond what is promised. */
  aheadNano: bigint;
  beingFunded: number;
  /** Accounts on which more is promised than lies there. */
  short: number;
  openPayouts: { state: string; count: number; amountNano: bigint; oldestSinceMs: number }[];
}
