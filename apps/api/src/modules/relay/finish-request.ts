import { checkReceipt, encodeJsonFrame } from '@spindle/sealed/node';
import {
  type Fault,
  FrameType,
  fail,
  ok,
  type Receipt,
  type Result,
  type Settled,
  type StreamEnd,
} from '@spindle/shared';
import type { ModuleLog } from '../../platform/index.ts';
import type { Nodes } from '../nodes/index.ts';
import { billReceipt, freeOfCharge, type Usage } from '../usage/index.ts';
import type { Carried } from './carry-answer.ts';
import type { FrameSink } from './frame-sink.ts';
import { type RequestOfActor, recordOf, type Times, timesOf } from './record-of.ts';
import { BUYER_PATIENCE_MS, type SureRecorder } from './record-surely.ts';
import type { Course } from './try-contenders.ts';

export interface FinishParts extends RequestOfActor {
  nodes: Pick<Nodes, 'ackReceipts'>;
  usage: Pick<Usage, 'noteStopped'>;
  recorder: SureRecorder;
  log: ModuleLog;
  out: FrameSink;
}

/** How a request ended, for the books, the buyer and the metrics alike. */
export interface Finished extends Times {
  end: StreamEnd;
  fault: Fault | null;
  outputTokens: number;
}

/**
 * Draws the line under a request: bill, books, the last frames, the node's acknowledgement.
 * @returns the fault when nothing was sent yet, so that the door can answer it by a status.
 */
export async function finishRequest(parts: FinishParts, course: Course): Promise<Result<Finished>> {
  const { carried } = course;
  switch (carried.kind) {
    case 'receipt':
      return finishByReceipt(parts, course, carried);
    case 'stopped':
      return finishStopped(parts, course);
    case 'failed':
      return finishFailed(parts, course, carried.fault);
  }
}

/** Bad news is not kept back for long, only because the books cannot be written. */
const FAULT_PATIENCE_MS = 500;

type WithReceipt = Extract<Carried, { kind: 'receipt' }>;

async function finishByReceipt(parts: FinishParts, course: Course, carried: WithReceipt): Promise<Result<Finished>> {
  const checked = await verify(parts, course, carried);
  // Whatever becomes of it, the machine has done its part: it may forget a receipt that will never be good.
  const ack = () => parts.nodes.ackReceipts(course.contender?.terms.nodeId ?? '', [parts.request.quote.jobId]);
  if (!checked.ok || !course.contender) {
    ack();
    return finishFailed(parts, course, checked.ok ? fail('receipt_invalid').fault : checked.fault);
  }
  const bill = billReceipt(course.contender.terms, checked.value, null);
  if (bill.end.kind !== 'complete') {
    ack();
    return finishFailed(parts, course, fail('node_lost', { delivered: carried.delivered }).fault);
  }
  parts.out.write(carried.receiptFrame);
  const outcome = await parts.recorder.record(recordOf(parts, course, bill, null), {
    patienceMs: BUYER_PATIENCE_MS,
    onRecorded: ack,
  });
  if (outcome === 'late' || outcome === 'failed') {
    const { fault } = fail('settle_delayed');
    parts.out.write(encodeJsonFrame(FrameType.Error, fault));
    return ok(finished(parts, course, bill.end, fault));
  }
  const settled: Settled = { chargedNano: `${bill.costNano}`, feeNano: `${bill.feeNano}`, end: bill.end };
  parts.out.write(encodeJsonFrame(FrameType.Settled, settled));
  return ok(finished(parts, course, bill.end, null));
}

/** The receipt must be of this machine, these terms, this request, and of the very frames that passed. */
async function verify(parts: FinishParts, { contender }: Course, carried: WithReceipt): Promise<Result<Receipt>> {
  if (!contender) return fail('receipt_invalid', { field: 'nodeId' });
  const checked = await checkReceipt(carried.receipt, {
    manifest: contender.manifest,
    terms: contender.terms,
    requestHash: parts.request.requestHash,
    answerHash: carried.answerHash,
    outputTokens: carried.delivered,
  });
  const { jobId } = parts.request.quote;
  if (!checked.ok)
    parts.log.warn({ jobId, nodeId: contender.terms.nodeId, fault: checked.fault }, 'a receipt does not fit');
  // An answer without its last frame is none, whatever its receipt says.
  return checked.ok && !carried.isWhole ? fail('node_lost', { delivered: carried.delivered }) : checked;
}

/** The buyer left. What was delivered is billed as soon as the machine's receipt comes; without a token, nothing. */
async function finishStopped(parts: FinishParts, course: Course): Promise<Result<Finished>> {
  const { delivered } = course.carried;
  const { jobId } = parts.request.quote;
  if (delivered > 0) {
    parts.usage.noteStopped(jobId, delivered);
    return ok(finished(parts, course, { kind: 'stopped', delivered }, null));
  }
  const bill = freeOfCharge({ kind: 'empty' });
  await parts.recorder.record(recordOf(parts, course, bill, null), { patienceMs: 0 });
  return ok(finished(parts, course, bill.end, null));
}

/** Our side or the machine's broke it: nothing is charged, and the hold goes back at once. */
async function finishFailed(parts: FinishParts, course: Course, fault: Fault): Promise<Result<Finished>> {
  const { delivered, hasBegun } = course.carried;
  const bill = freeOfCharge(delivered > 0 ? { kind: 'cut', delivered, by: 'node' } : { kind: 'empty' });
  await parts.recorder.record(recordOf(parts, course, bill, fault), { patienceMs: FAULT_PATIENCE_MS });
  if (!hasBegun) return { ok: false, fault };
  parts.out.write(encodeJsonFrame(FrameType.Error, fault));
  return ok(finished(parts, course, bill.end, fault));
}

/** A bug of ours, or a database that went away: nothing is charged. */
export async function finishBroken(parts: FinishParts, fault: Fault, hasBegun: boolean): Promise<Result<Finished>> {
  const carried = { kind: 'failed', fault, delivered: 0, hasBegun, firstFrameAtMs: null } as const;
  return finishFailed(parts, { carried, contender: null, attempts: [] }, fault);
}

const finished = (parts: FinishParts, course: Course, end: StreamEnd, fault: Fault | null): Finished => ({
  end,
  fault,
  ...timesOf(parts, course),
  outputTokens: course.carried.delivered,
});
