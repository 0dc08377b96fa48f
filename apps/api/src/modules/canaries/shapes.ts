import type { RecordView } from './badges/track-record.ts';

// Types only: see the note in accounts/shapes.ts.

/** So many answers at once, and how fast they then were. */
export interface Level {
  concurrency: number;
  /** The median of the answers. */
  firstTokenMs: number;
  /** Of one answer, the median; null when they came all at once. */
  tokensPerSecond: number | null;
  /** Of all together, the wait for the first token included. */
  allTokensPerSecond: number | null;
}

/** What one measurement found. */
export interface Measured {
  firstTokenMs: number;
  tokensPerSecond: number | null;
  /** At the level where it was most: the machine's capacity. */
  mostTokensPerSecond: number | null;
  levels: Level[];
  /** The concurrency at which it fell; null when it did not, or was not taken so far. */
  fallsAt: number | null;
  claimedSlots: number;
  /** Why it went no further. */
  ended: 'slots' | 'fell' | 'buyer' | 'budget' | 'failed';
  /** In and out, that it took. */
  tokens: number;
}

export interface Measurement extends Measured {
  nodeId: string;
  modelId: string;
  atMs: number;
}

/** `odds`: greedy, with log probabilities; `fingerprint`: greedy, without. The others have one right answer. */
export const CANARY_KINDS = ['arithmetic', 'transform', 'fact', 'format', 'fingerprint', 'odds'] as const;
export type CanaryKind = (typeof CANARY_KINDS)[number];

export type Verdict = 'passed' | 'failed' | 'unknown';

/**
 * Why: `as_reference`, `answer_wrong`, `fingerprint_far`, `usage_inflated`; unknown for `no_reference` (yet),
 * `near_tie` (rounding decides), `too_hard` (the reference can't say either), `no_answer` (the machine gave none).
 */
export type CanaryCode =
  | 'as_reference'
  | 'answer_wrong'
  | 'fingerprint_far'
  | 'usage_inflated'
  | 'no_reference'
  | 'near_tie'
  | 'too_hard'
  | 'no_answer';

/** An answer as it is kept: hashes and numbers. */
export interface Reading {
  /** Whether the known answer was right; null where none is known. */
  isRight: boolean | null;
  /** Salted hashes of its tokens (or of its letters, four by four), in order. */
  marks: string[];
  /** The log probability of each token, and by how much it was likelier than the next; null where none were told. */
  odds: number[] | null;
  margins: number[] | null;
  inputTokens: number;
  outputTokens: number;
  /** Of the answer's text, in UTF-8. */
  bytes: number;
}

export interface Judged {
  verdict: Verdict;
  code: CanaryCode;
  /** The distance from the reference, and what it may be; null where nothing was compared. */
  statistic: number | null;
  threshold: number | null;
}

/** One canary as everybody may see it. */
export interface CanaryResult extends Judged {
  runId: string;
  nodeId: string;
  modelId: string;
  atMs: number;
  kind: CanaryKind;
  /** What was asked; null while others may still be asked it. */
  question: string | null;
}

/** A badge that was taken off: of the verified tier, or of a machine that answers as its model. */
export interface BadgeLoss {
  lossId: string;
  listingId: string;
  accountId: string;
  /** The machine that canaries suspect; null for the badge of the whole listing. */
  nodeId: string | null;
  badge: 'verified' | 'canaries';
  code: string;
  evidence: Record<string, number>;
  atMs: number;
  /** When it was back; null while it is not. */
  endedMs: number | null;
}

/** A day of UTC of a listing's machines. */
export interface ListingDay {
  /** YYYY-MM-DD. */
  day: string;
  /** Of the machine that was there longest. */
  uptimeMinutes: number;
  /** Good answers, and failures of the machines' own, each up to the next five: nobody's single questions show. */
  answers: number;
  failures: number;
}

/** What the market knows of a listing by itself. */
export interface ListingProof {
  badge: { isVerified: boolean; code: string; sinceMs: number; evidence: Record<string, number> };
  record: RecordView;
  /** The last thirty, the oldest first. */
  days: ListingDay[];
  /** Newest first. */
  measurements: Measurement[];
  canaries: CanaryResult[];
}

/** How far a model's live questions have references. */
export interface CanaryModel {
  modelId: string;
  live: number;
  trusted: number;
  majority: number;
  runs: number;
}

/** A machine that was asked within 30 days, as admins see it. */
export interface JudgedNode {
  nodeId: string;
  listingId: string;
  title: string;
  isSuspected: boolean;
  code: string | null;
  sinceMs: number | null;
  passed: number;
  failed: number;
  unknown: number;
  /** An admin vouches for its listing. */
  isTrusted: boolean;
}

export interface CanaryOverview {
  models: CanaryModel[];
  nodes: JudgedNode[];
}

/** What canaries said of one machine in a time. */
export interface CanariesUntil {
  passed: number;
  failed: number;
  unknown: number;
  /** Latest first. */
  lastFive: Verdict[];
  /** As it stands today; null for a machine that is not suspected. */
  suspectedSinceMs: number | null;
}
