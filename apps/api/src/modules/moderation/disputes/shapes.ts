import type { AccountId, Signed } from '@spindle/shared';

// Types only: see the note in accounts/shapes.ts.

export const ANSWER_CODES = ['broken', 'other_model', 'cut_short', 'too_dear', 'other'] as const;
export type AnswerCode = (typeof ANSWER_CODES)[number];

export const LISTING_CODES = ['fake_hardware', 'other_model', 'offensive', 'spam', 'other'] as const;
export type ListingCode = (typeof LISTING_CODES)[number];

/** `refunded` ends disputes about answers, `upheld` reports of listings, `refused` both. */
export type DisputeState = 'open' | 'asked' | 'answered' | 'refunded' | 'upheld' | 'refused';

export interface DisputeView {
  disputeId: string;
  kind: 'answer' | 'listing';
  jobId: string | null;
  listing: { listingId: string; title: string } | null;
  code: AnswerCode | ListingCode;
  state: DisputeState;
  sinceMs: number;
  createdAt: number;
  /** By when the next step is promised: the market's decision, or the provider's answer; null when it is decided. */
  dueMs: number | null;
  /** What happens next, and who does it. */
  nextStep: 'market_decides' | 'provider_answers' | 'none';
  /** What the buyer wrote, the provider's answer, and why it was decided so. */
  words: string | null;
  answer: string | null;
  reason: string | null;
  refundNano: bigint;
  /** Of an answer: what it cost. */
  costNano: bigint | null;
}

/** What the provider sees: nothing of who asked. */
export interface ProviderDispute extends DisputeView {
  /** Of the refund, what was taken from what they had earned. */
  providerNano: bigint;
}

/** What the market knows of a disputed answer by itself. Numbers, codes and signatures; no text. */
export interface AnswerEvidence {
  receipt: Signed | null;
  /** Whether the receipt's signature, terms and request fit; else the field that does not. */
  receiptCheck: 'fits' | 'none' | { field: string };
  termsJson: string | null;
  modelId: string;
  end: string;
  errorCode: string | null;
  attempts: number;
  tokens: { input: number; cached: number; output: number };
  costNano: bigint;
  feeNano: bigint;
  /** What its receipt and terms come to, billed anew. */
  billedNano: bigint | null;
  firstTokenMs: number | null;
  totalMs: number;
  tokensPerSecond: number | null;
  /** What the machine has done for everybody. */
  node: { nodeId: string; answers: number; firstTokenMs: number | null; tokensPerSecond: number | null } | null;
  /** Of the same listing, in 30 days. */
  ofListing: { requests: number; disputes: number; refunded: number };
}

export interface AdminDispute extends ProviderDispute {
  opener: { accountId: AccountId; firstName: string; disputes: number; refunded: number };
  provider: { accountId: AccountId; firstName: string };
}

export interface DisputeDetails {
  dispute: AdminDispute;
  evidence: AnswerEvidence | null;
}

export interface OpenDisputeInput {
  jobId: string;
  code: AnswerCode;
  words?: string | undefined;
}

export interface ReportListingInput {
  listingId: string;
  code: ListingCode;
  words?: string | undefined;
}

export interface DecideDisputeInput {
  disputeId: string;
  decision: 'refund' | 'uphold' | 'refuse';
  /** Of a refund. */
  amountNano?: bigint | undefined;
  /** Both sides read it. */
  reason: string;
}
