import type { AccountId, ErrorCode, Signed } from '@spindle/shared';
import type { Bill } from './bill.ts';

/** Who was tried and why others were not: codes and ids, no text. */
export interface Decision {
  policy?: string;
  /** In the order of trying; `after` is the code for which an attempt ended before the answer did. */
  attempts: { nodeId: string; after?: string }[];
  /** The receipt came by itself, after the stream: what was answered could not be compared with it. */
  isLate?: boolean;
}

/** One request at its end: what is written, once, together with the end of its hold. */
export interface AnswerRecord {
  jobId: string;
  accountId: AccountId;
  apiKeyId: string | null;
  modelId: string;
  holdNano: bigint;
  rateMicroUsdPerCoin: bigint;
  /** Who answered (or was last tried); null when nobody was reached. */
  worker: { providerId: AccountId; listingId: string; nodeId: string } | null;
  bill: Bill;
  errorCode: ErrorCode | null;
  firstTokenMs: number | null;
  totalMs: number;
  decision: Decision;
  receipt: Signed | null;
}
