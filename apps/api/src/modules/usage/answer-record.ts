import type { AccountId, ErrorCode, RequestKind, ServiceClass, Signed } from '@spindle/shared';
import type { Bill } from './bill.ts';

/** One machine that was tried. Times are milliseconds since the request came. */
export interface Attempt {
  nodeId: string;
  listingId?: string;
  startedMs?: number;
  /** Null when it never sent a frame of the answer. */
  firstFrameMs?: number | null;
  endedMs?: number;
  /** Output tokens of this machine that reached the buyer. */
  tokens?: number;
  /** Bytes of its frames that may be answer; of one that broke off, all that reached the buyer. */
  bytes?: number;
  /** The code for which this attempt ended before the answer did; absent for the one that finished it. */
  after?: string;
  /** Started beside a slower one, so that the quicker of both answers. */
  hedge?: true;
  /** Went on from where the attempt before it broke. */
  resumed?: true;
}

/** The journey of a request: who was considered, who was tried, and why others were not. Codes and ids, no text. */
export interface Decision {
  policy?: string;
  /** Machines that were looked at, before any gate. */
  considered?: number;
  /** By gate, how many did not pass it. */
  excluded?: { why: string; count: number }[];
  /** In the order of trying. */
  attempts: Attempt[];
  /** Milliseconds in the queue before the first attempt. */
  queuedMs?: number;
  /** The receipt came by itself, after the stream: what was answered could not be compared with it. */
  isLate?: boolean;
}

/** One request at its end: what is written, once, together with the end of its hold. */
export interface AnswerRecord {
  jobId: string;
  accountId: AccountId;
  apiKeyId: string | null;
  modelId: string;
  /** `chat` when absent. */
  kind?: RequestKind;
  /** `interactive` when absent. */
  serviceClass?: ServiceClass;
  /** The tier that the answer was bought at; absent when nobody was reached. */
  tier?: string | null;
  /** Milliseconds in the queue; 0 when absent. */
  queueMs?: number;
  holdNano: bigint;
  rateMicroUsdPerCoin: bigint;
  /** The market pays for it; false when absent. */
  isGift?: boolean;
  /** Who answered (or was last tried); null when nobody was reached. */
  worker: { providerId: AccountId; listingId: string; nodeId: string } | null;
  bill: Bill;
  errorCode: ErrorCode | null;
  firstTokenMs: number | null;
  totalMs: number;
  decision: Decision;
  receipt: Signed | null;
}
