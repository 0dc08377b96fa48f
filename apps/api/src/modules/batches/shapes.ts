import type { AccountId, ErrorCode, Fault } from '@spindle/shared';
import type { Actor } from '../accounts/shapes.ts';

/** Who asks, with the text of their key: what files are encrypted under comes from it, and it is kept nowhere. */
export interface Caller {
  accountId: AccountId;
  apiKeyId: string;
  apiKeyText: string;
}

export interface FileView {
  id: string;
  name: string;
  bytes: number;
  purpose: 'batch' | 'batch_output';
  createdAtMs: number;
  expiresAtMs: number | null;
}

export interface FileInput {
  name: string;
  content: AsyncIterable<Buffer>;
}

export interface FilePage extends Page {
  /** Only files of this purpose. */
  purpose?: FileView['purpose'] | undefined;
}

export interface Page {
  /** The id after which the page begins. */
  after?: string | undefined;
  limit: number;
}

export interface PageOf<Item> {
  items: Item[];
  hasMore: boolean;
}

export const BATCH_STATES = [
  'validating',
  'in_progress',
  'cancelling',
  'completed',
  'failed',
  'expired',
  'cancelled',
] as const;
export type BatchState = (typeof BATCH_STATES)[number];

export const ENDED_STATES: ReadonlySet<BatchState> = new Set(['completed', 'failed', 'expired', 'cancelled']);

/**
 * Why a batch that has not ended does not go on: nobody here knows its key until its owner asks for it, no machine is
 * idle, or the money does not reach.
 */
export type WaitingFor = 'owner_poll' | 'idle_capacity' | 'funds';

/** A fault with the line that it is about; null for the whole. */
export interface BatchFault {
  fault: Fault;
  line: number | null;
}

export interface BatchView {
  id: string;
  endpoint: string;
  inputFileId: string;
  outputFileId: string | null;
  errorFileId: string | null;
  windowSeconds: number;
  state: BatchState;
  faults: BatchFault[];
  counts: { total: number; answered: number; failed: number };
  waitingFor: WaitingFor | null;
  /** Null where there is none, or where the caller's secret is another. */
  metadata: Record<string, string> | null;
  createdAtMs: number;
  beganAtMs: number | null;
  cancellingAtMs: number | null;
  endedAtMs: number | null;
  expiresAtMs: number;
}

export interface BatchInput {
  inputFileId: string;
  endpoint: string;
  windowSeconds: number;
  metadata: Record<string, string> | null;
}

/** What one line asks for. */
export interface LineRequest {
  url: string;
  body: unknown;
}

/** What came of a line: a status and OpenAI's body, as its endpoint would have answered. */
export interface LineAnswer {
  jobId: string | null;
  status: number;
  body: object;
  /** The code, where it was refused. */
  code: ErrorCode | null;
}

/**
 * Carries out one request on idle capacity.
 * @param onJob resolves when the job's id is written; only then money is set aside for it.
 */
export type CarryOut = (
  actor: Actor,
  request: LineRequest,
  onJob: (jobId: string) => Promise<void>,
) => Promise<LineAnswer>;
