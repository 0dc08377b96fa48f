import type { Fault, Receipt } from '@spindle/shared';
import type { Attempt } from '../usage/index.ts';
import type { Contender } from './accept-quote.ts';
import type { Carried } from './carry-answer.ts';
import type { Delivered } from './delivered.ts';

/** How a request went over all machines: who worked last, what came of it, what the buyer has, who was tried before. */
export interface Course {
  carried: Carried;
  contender: Contender | null;
  /** The last machine's receipt, once it was held against what passed. */
  receipt: Receipt | null;
  delivered: Delivered;
  attempts: Attempt[];
  queuedMs: number;
}

export const failed = (fault: Fault): Carried => ({ kind: 'failed', fault, tokens: 0, firstFrameAtMs: null });
export const stopped = (): Carried => ({ kind: 'stopped', fault: null, tokens: 0, firstFrameAtMs: null });
