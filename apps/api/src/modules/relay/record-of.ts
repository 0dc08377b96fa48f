import type { Fault } from '@spindle/shared';
import type { Actor } from '../accounts/index.ts';
import type { AnswerRecord, Bill, Decision } from '../usage/index.ts';
import type { AcceptedRequest } from './accept-quote.ts';
import type { Course } from './course.ts';

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
    kind: quote.request.kind ?? 'chat',
    serviceClass: quote.serviceClass,
    tier: course.contender?.terms.tier ?? null,
    queueMs: Math.round(course.queuedMs),
    holdNano: BigInt(quote.holdNano),
    rateMicroUsdPerCoin,
    isGift: parts.request.isGift,
    worker: workerOf(course),
    bill,
    errorCode: fault?.code ?? null,
    firstTokenMs,
    totalMs,
    decision: decisionOf(parts.request, course),
    receipt: course.carried.kind === 'receipt' ? course.carried.receipt : null,
  };
}

/** How machines were found, and what became of each: codes and ids. */
function decisionOf({ quote }: AcceptedRequest, { attempts, queuedMs }: Course): Decision {
  const { considered, excluded } = quote.decision;
  return { policy: quote.policy, considered, excluded, attempts, queuedMs: Math.round(queuedMs) };
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

export function timesOf({ startedAtMs }: RequestOfActor, { delivered }: Course): Times {
  const sinceStart = (atMs: number) => Math.round(atMs - startedAtMs);
  const { firstAtMs } = delivered;
  return {
    firstTokenMs: firstAtMs === null ? null : sinceStart(firstAtMs),
    totalMs: sinceStart(performance.now()),
  };
}
