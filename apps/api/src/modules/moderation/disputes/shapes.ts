import type { AccountId, Signed } from '@spindle/shared';
import type { CanariesUntil } from '../../canaries/shapes.ts';
import type { Attempt } from '../../usage/shapes.ts';
import type { CheckResult } from '../checks/check-result.ts';
import type { WhoDecides } from '../who-decides.ts';

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
  /** Question and answer, where the buyer shows them to the admins; told to these alone, never to the provider. */
  shown: { untilMs: number; looks: number; lookedAtMs: number | null } | null;
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
  /** Who was tried, in order: codes and numbers. */
  journey: Attempt[];
  /** Sealed bytes that reached the buyer, over all machines; null for answers from before they were counted. */
  bytes: number | null;
  /** In 30 days until the answer, of the machine that gave it. */
  canaries: CanariesUntil | null;
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
  /** Null where the admin who asks is the provider: providers are not told who disputes. */
  opener: { accountId: AccountId; firstName: string; disputes: number; refunded: number } | null;
  provider: { accountId: AccountId; firstName: string };
  whoDecides: WhoDecides;
  /** Whether the admin who asks may read what the buyer shows. */
  mayLook: boolean;
}

export interface DisputeDetails {
  dispute: AdminDispute;
  evidence: AnswerEvidence | null;
  /** The listing as it stands now, and what the market's own checks say of it. */
  listing: { state: string; checks: CheckResult[] } | null;
}

export interface OpenDisputeInput {
  jobId: string;
  code: AnswerCode;
  words?: string | undefined;
  /** By the buyer's own choice: the receipt's file with the openings of question and answer, as JSON. */
  shown?: string | undefined;
}

/** The receipt's file as the buyer's device made it. Its openings are checked on the admin's device. */
export interface ShownFile {
  file: string;
}

export interface ReportListingInput {
  listingId: string;
  code: ListingCode;
  words?: string | undefined;
}

export interface TakeOff {
  decision: 'pause' | 'reject';
  /** Of `REASONS`. */
  code: string;
}

export interface DecideDisputeInput {
  disputeId: string;
  decision: 'refund' | 'uphold' | 'refuse';
  /** Of a refund. */
  amountNano?: bigint | undefined;
  /** Of a report that is upheld: takes the listing off the market in the same moment, with a reason that its owner reads. */
  takeOff?: TakeOff | undefined;
  /** Both sides read it. */
  reason: string;
}
