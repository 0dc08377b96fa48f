import type { Fault } from '@spindle/shared';
import type { Actor } from '../accounts/index.ts';
import type { AnswerRecord, Bill } from '../usage/index.ts';
import type { AcceptedRequest } from './accept-quote.ts';
import type { Course } from './try-contenders.ts';

/** Whose request it is, and when it came. */
export interface RequestOfActor {
  actor: Actor;
  request: AcceptedRequest;
  /** By the monotonic clock. */
  startedAtMs: number;
}

/** What the books keep of a request at its end. */
export function recordOf(parts: RequestOfActor, course: Course, bill: Bill, fault: Fault | null): AnswerRecord {
  const { quote, modelId, rateMicroUsdPerCoin } = parts.request;
  const { firstTokenMs, totalMs } = timesOf(parts, course);
  return {
    jobId: quote.jobId,
    accountId: parts.actor.accountId,
    apiKeyId: parts.actor.apiKeyId,
    modelId,
    holdNano: BigInt(quote.holdNano),
    rateMicroUsdPerCoin,
    worker: workerOf(course),
    bill,
    errorCode: fault?.code ?? null,
    firstTokenMs,
    totalMs,
    decision: { policy: quote.policy, attempts: course.attempts },
    receipt: course.carried.kind === 'receipt' ? course.carried.receipt : null,
  };
}

function workerOf({ contender }: Course): AnswerRecord['worker'] {
  if (!contender) return null;
  const { listingId, nodeId } = contender.terms;
  return { providerId: contender.providerId, listingId, nodeId };
}

export interface Times {
  firstTokenMs: number | null;
  totalMs: number;
}

export function timesOf({ startedAtMs }: RequestOfActor, { carried }: Course): Times {
  const sinceStart = (atMs: number) => Math.round(atMs - startedAtMs);
  const { firstFrameAtMs } = carried;
  return {
    firstTokenMs: firstFrameAtMs === null ? null : sinceStart(firstFrameAtMs),
    totalMs: sinceStart(performance.now()),
  };
}
